import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { normal } from '../store/canonical';

const link = z.string().regex(/^[0-9a-f]{64}$/);
const shape = z.strictObject({
  /** The first is 1. */
  number: z.number().int().positive(),
  at: z.iso.datetime(),
  /** SHA-256 of the line before; empty in the first. */
  before: link.or(z.literal('')),
  /** Position in the whole record up to which it speaks. */
  upTo: z.number().int().nonnegative(),
  /** Of each stream that went on since the checkpoint before: its name, its last number, its last link. */
  heads: z.array(z.tuple([z.string(), z.number().int().positive(), link])),
  /** Which key signed it. */
  key: z.string(),
});
const signedShape = shape.extend({ signature: z.base64() });

export type Checkpoint = z.infer<typeof shape>;

/** Ed25519. Throws an Error for any other key, and for what is none. */
export function signingKey(pem: string): KeyObject {
  return onlyEd25519(createPrivateKey(pem));
}

/** As `signingKey`; a private key gives its public half. */
export function verifyingKey(pem: string): KeyObject {
  return onlyEd25519(createPublicKey(pem));
}

/** One line of JSON, without its end. */
export function signedLine(content: Omit<Checkpoint, 'key'>, key: KeyObject): string {
  const checkpoint: Checkpoint = { ...content, key: nameOf(createPublicKey(key)) };
  const signature = sign(null, textOf(checkpoint), key).toString('base64');
  return JSON.stringify({ ...checkpoint, signature });
}

/** Throws an Error that says what is wrong with the line: its form, its key or its signature. */
export function readLine(line: string, keys: KeyObject[]): Checkpoint {
  const parsed = signedShape.safeParse(jsonOf(line));
  if (!parsed.success) throw new Error('it is no checkpoint');
  const { signature, ...checkpoint } = parsed.data;
  const key = keys.find(one => nameOf(one) === checkpoint.key);
  if (!key) throw new Error(`it is signed by a key that was not given, ${checkpoint.key}`);
  if (!verify(null, textOf(checkpoint), key, Buffer.from(signature, 'base64')))
    throw new Error('it is not what was signed');
  return checkpoint;
}

export const hashOf = (line: string): string => createHash('sha256').update(line).digest('hex');

const textOf = (checkpoint: Checkpoint) => Buffer.from(JSON.stringify(normal(checkpoint)));

/** The beginning of the hash of the public key. */
const nameOf = (key: KeyObject) =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

function onlyEd25519(key: KeyObject): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('it is not an Ed25519 key');
  return key;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { randomBytes } from 'node:crypto';
import { decrypt, encrypt } from './aead';
import type { KeyService, Wrapped } from './keyService';

/** Where a secret is kept: sealed for one place, it opens in no other. */
export interface Place {
  table: string;
  row: string;
  column: string;
}

export interface Sealed {
  /** Which key wraps the data key. */
  key: string;
  /** `v1`, the key's name, the wrapped data key and what it seals, with dots between them. */
  text: string;
}

/** What was sealed cannot be opened; the message says why, and nothing of it. */
export class SealError extends Error {
  override readonly name = 'SealError';
}

/** By a data key of its own. */
export async function seal(plain: string, place: Place, keys: KeyService): Promise<Sealed> {
  const about = aboutOf(place);
  const dataKey = randomBytes(32);
  return written(await keys.wrap(dataKey, about), encrypt(dataKey, Buffer.from(plain), about));
}

/** Throws SealError. */
export async function unseal(text: string, place: Place, keys: KeyService): Promise<string> {
  const about = aboutOf(place);
  return opening(place, async () => {
    const { wrapped, sealed } = read(text);
    return decrypt(await keys.unwrap(wrapped, about), sealed, about).toString('utf8');
  });
}

/** The same secret with its data key wrapped by the key that is used now; what is sealed stays as it is. Throws SealError. */
export async function rewrap(text: string, place: Place, keys: KeyService): Promise<Sealed> {
  const about = aboutOf(place);
  return opening(place, async () => {
    const { wrapped, sealed } = read(text);
    return written(await keys.wrap(await keys.unwrap(wrapped, about), about), sealed);
  });
}

async function opening<T>({ table, row }: Place, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new SealError(`${row} of ${table} cannot be opened: ${why}`, { cause: error });
  }
}

const encoded = (bytes: Buffer) => bytes.toString('base64url');

const written = ({ key, wrapped }: Wrapped, sealed: Buffer): Sealed => ({
  key,
  text: ['v1', encoded(Buffer.from(key)), encoded(wrapped), encoded(sealed)].join('.'),
});

function read(text: string): { wrapped: Wrapped; sealed: Buffer } {
  const [version, ...parts] = text.split('.');
  const [key, wrapped, sealed] = parts.map(part => Buffer.from(part, 'base64url'));
  if (version !== 'v1' || !key || !wrapped || !sealed || parts.length !== 3) throw new Error('it is not sealed');
  return { wrapped: { key: key.toString('utf8'), wrapped }, sealed };
}

const aboutOf = ({ table, row, column }: Place) => Buffer.from(JSON.stringify(['autocura', table, row, column]));

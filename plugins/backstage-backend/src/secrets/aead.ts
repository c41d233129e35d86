import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const algorithm = 'aes-256-gcm';
const [ivBytes, tagBytes] = [12, 16];

/** AES-256-GCM under a key of 32 bytes: IV, tag and ciphertext in one. `about` is not in it, but has to be told again. */
export function encrypt(key: Buffer, plain: Buffer, about: Buffer): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes }).setAAD(about);
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), text]);
}

/** Throws an Error where key, `about` or any bit is another. */
export function decrypt(key: Buffer, sealed: Buffer, about: Buffer): Buffer {
  if (sealed.length < ivBytes + tagBytes) throw new Error('it is too short to have been sealed');
  // Without the length Node would take the first four bytes of a tag for a whole one.
  const decipher = createDecipheriv(algorithm, key, sealed.subarray(0, ivBytes), { authTagLength: tagBytes });
  decipher.setAAD(about).setAuthTag(sealed.subarray(ivBytes, ivBytes + tagBytes));
  return Buffer.concat([decipher.update(sealed.subarray(ivBytes + tagBytes)), decipher.final()]);
}

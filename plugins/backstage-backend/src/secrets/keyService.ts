import { decrypt, encrypt } from './aead';

/** A data key that only its key service can read. */
export interface Wrapped {
  /** Which key wraps it. */
  key: string;
  wrapped: Buffer;
}

/** Wraps the keys that secrets are sealed with. Whatever keeps its keys elsewhere is another of these. */
export interface KeyService {
  /** By the key that is used now. `about` is not kept, but has to be told again. */
  wrap(dataKey: Buffer, about: Buffer): Promise<Wrapped>;
  /** Throws an Error where that key is not known any more, or wrapped something else. */
  unwrap(wrapped: Wrapped, about: Buffer): Promise<Buffer>;
}

/** Keys of 32 bytes by their names, the first of which is used now. */
export function ownKeys(keys: [name: string, key: Buffer][]): KeyService {
  const [current] = keys;
  if (!current) throw new Error('There is no key to wrap by');
  const known = new Map(keys);
  return {
    wrap: async (dataKey, about) => ({
      key: current[0],
      wrapped: encrypt(current[1], dataKey, bound(current[0], about)),
    }),
    async unwrap({ key, wrapped }, about) {
      const found = known.get(key);
      if (!found) throw new Error(`the key ${key} is not there any more`);
      return decrypt(found, wrapped, bound(key, about));
    },
  };
}

const bound = (key: string, about: Buffer) => Buffer.concat([Buffer.from(`${key}\0`), about]);

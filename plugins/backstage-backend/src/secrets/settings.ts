import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type KeyService, ownKeys } from './keyService';
import { vaultKeys, vaultSettings } from './vault';

const name = z.string().regex(/^[\w-]{1,64}$/, 'must be a short name');
const ownKey = z
  .strictObject({ name, key: z.string(), file: z.string().min(1) })
  .partial({ key: true, file: true })
  .refine(({ key, file }) => (key === undefined) !== (file === undefined), {
    error: 'must have either a key or a file',
    abort: true,
  })
  .transform(({ key, file, ...rest }, context): [string, Buffer] => {
    const bytes = Buffer.from((key ?? contentOf(file ?? '', context)).trim(), 'base64');
    if (bytes.length !== 32) context.addIssue('must be 32 bytes in base64, as `openssl rand -base64 32` makes them');
    return [rest.name, bytes];
  });

/** Keys of one's own, the first of which is used now, or a service that has them. */
export const secretSettings = z
  .strictObject({
    keys: z
      .array(ownKey)
      .min(1)
      .refine(keys => new Set(keys.map(([one]) => one)).size === keys.length, 'two keys have the same name'),
    vault: vaultSettings,
  })
  .partial()
  .refine(({ keys, vault }) => (keys === undefined) !== (vault === undefined), 'must have either keys or a vault');

export function keyServiceOf({ keys = [], vault }: z.infer<typeof secretSettings>, send: typeof fetch): KeyService {
  return vault ? vaultKeys(vault, send) : ownKeys(keys);
}

function contentOf(file: string, context: z.core.$RefinementCtx): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    context.addIssue(`${file} cannot be read`);
    return '';
  }
}

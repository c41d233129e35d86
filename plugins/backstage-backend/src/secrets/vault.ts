import { z } from 'zod';
import type { KeyService } from './keyService';

export const vaultSettings = z.strictObject({
  url: z.url(),
  token: z.string().min(1),
  /** Name of the key in the transit engine, of a type that takes associated data, such as `aes256-gcm96`. */
  key: z.string().regex(/^[\w-]{1,64}$/, 'must be a short name'),
  /** Where the transit engine is mounted. */
  mount: z
    .string()
    .regex(/^[\w-]+(\/[\w-]+)*$/, 'must be a path')
    .default('transit'),
});

const encrypted = z.object({ data: z.object({ ciphertext: z.string().regex(/^vault:v\d+:/) }) });
const decrypted = z.object({ data: z.object({ plaintext: z.base64() }) });
const timeoutMs = 2_000;

/** Keys in the transit engine of HashiCorp Vault or OpenBao: they never leave it. A version of the key is a key of its own. */
export function vaultKeys({ url, token, key, mount }: z.infer<typeof vaultSettings>, send: typeof fetch): KeyService {
  const { host } = new URL(url);
  async function ask<T>(does: 'encrypt' | 'decrypt', body: object, shape: z.ZodType<T>): Promise<T> {
    const answer = await send(`${url.replace(/\/+$/, '')}/v1/${mount}/${does}/${key}`, {
      ...{ method: 'POST', body: JSON.stringify(body), redirect: 'error', signal: AbortSignal.timeout(timeoutMs) },
      headers: { 'content-type': 'application/json', 'x-vault-token': token },
    }).catch((error: unknown) => {
      throw new Error(`${host} cannot be asked for keys`, { cause: error });
    });
    if (!answer.ok) throw new Error(`${host} answered ${answer.status} about key ${key}`);
    return shape.parse(await answer.json());
  }
  return {
    async wrap(dataKey, about) {
      const body = { plaintext: dataKey.toString('base64'), associated_data: about.toString('base64') };
      const { ciphertext } = (await ask('encrypt', body, encrypted)).data;
      return { key: `${key}:${ciphertext.split(':', 2)[1]}`, wrapped: Buffer.from(ciphertext) };
    },
    async unwrap({ wrapped }, about) {
      const body = { ciphertext: wrapped.toString('utf8'), associated_data: about.toString('base64') };
      return Buffer.from((await ask('decrypt', body, decrypted)).data.plaintext, 'base64');
    },
  };
}

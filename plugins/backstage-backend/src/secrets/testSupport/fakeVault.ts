import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { listen } from '../../act/examples';

/**
 * Vault's transit engine as its API describes it: encrypt and decrypt under the newest version of one key, with
 * associated data, errors as a list. Old versions still decrypt until they are trimmed.
 */
export async function fakeVault({ token, key }: { token: string; key: string }) {
  const versions = [randomBytes(32)];
  let oldest = 1;
  const server = await listen(({ url = '', headers, body }) => {
    const says = (status: number, said: object) => ({ status, headers: {}, body: JSON.stringify(said) });
    if (headers['x-vault-token'] !== token) return says(403, { errors: ['permission denied'] });
    const asked = JSON.parse(body) as { plaintext?: string; ciphertext?: string; associated_data?: string };
    const about = Buffer.from(asked.associated_data ?? '', 'base64');
    if (url === `/v1/transit/encrypt/${key}`) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', versions.at(-1)!, iv).setAAD(about);
      const text = [cipher.update(Buffer.from(asked.plaintext ?? '', 'base64')), cipher.final()];
      const sealed = Buffer.concat([iv, ...text, cipher.getAuthTag()]).toString('base64');
      return says(200, { data: { ciphertext: `vault:v${versions.length}:${sealed}`, key_version: versions.length } });
    }
    if (url === `/v1/transit/decrypt/${key}`) {
      const [, version, sealed] = /^vault:v(\d+):(.+)$/.exec(asked.ciphertext ?? '') ?? [];
      if (!version || !sealed) return says(400, { errors: ['invalid ciphertext: no prefix'] });
      if (Number(version) < oldest)
        return says(400, { errors: ['ciphertext or signature version is disallowed by policy (too old)'] });
      const bytes = Buffer.from(sealed, 'base64');
      try {
        const decipher = createDecipheriv('aes-256-gcm', versions[Number(version) - 1]!, bytes.subarray(0, 12));
        decipher.setAAD(about).setAuthTag(bytes.subarray(-16));
        const plain = Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
        return says(200, { data: { plaintext: plain.toString('base64') } });
      } catch {
        return says(400, { errors: ['cipher: message authentication failed'] });
      }
    }
    return says(404, { errors: [] });
  });
  return {
    ...server,
    rotate: () => versions.push(randomBytes(32)),
    trim: () => (oldest = versions.length),
  };
}

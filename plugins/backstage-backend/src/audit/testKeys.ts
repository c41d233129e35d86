import { generateKeyPairSync } from 'node:crypto';
import { signingKey, verifyingKey } from './checkpoint';

/** A key of its own for each call, by way of PEM as a configuration gives it. */
export function testKeys() {
  const { privateKey: secret, publicKey: known } = generateKeyPairSync('ed25519', {
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { secret, known, privateKey: signingKey(secret), publicKey: verifyingKey(known) };
}

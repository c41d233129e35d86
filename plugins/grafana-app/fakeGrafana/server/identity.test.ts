import { createPublicKey, verify } from 'node:crypto';
import { IdentitySigner } from './identity';

const ana = { id: 7, login: 'ana', name: 'Ana', email: 'ana@example.com', orgRole: 'Editor' as const };

test('signs who is asking so that the published key proves it, and another does not', () => {
  const signer = new IdentitySigner('http://grafana/', () => 1_000_000);
  const [header = '', claims = '', signature = ''] = signer.token(ana).split('.');
  const proves = (at: number) =>
    verify(
      'sha256',
      Buffer.from(`${header}.${claims}`),
      { key: createPublicKey({ key: signer.jwks().keys[at]!, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
  expect(proves(0)).toBe(true);
  signer.rotate();
  expect([proves(0), proves(1)]).toEqual([false, true]);
  expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
    ...{ iss: 'http://grafana/', aud: ['org:1'], sub: 'user:7', type: 'user', exp: 1600, email: 'ana@example.com' },
  });
});

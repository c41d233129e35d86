// A real OpenID provider for tests: people sign in by a form, machines by a secret, and both get access tokens for
// `autocura`. Jest cannot load its package, so it runs in a process of its own.
import { createServer } from 'node:http';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import Provider from 'oidc-provider';

const audience = 'urn:autocura';
const people = {
  ana: { roles: ['sre-leads'], email: 'ana@example.com', email_verified: true, realm: { tenant: 'shop' } },
  eve: { roles: ['sre'], email: 'ana@example.com', email_verified: false, realm: { tenant: 'bank' } },
};

const server = createServer((request, response) => handle(request, response));
await new Promise(done => server.listen(0, '127.0.0.1', done));
const issuer = `http://127.0.0.1:${server.address().port}`;
const redirect = 'http://127.0.0.1/back';

const newKey = () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: randomUUID(), use: 'sig', alg: 'RS256' };
};
let keys = [newKey()];

const providerOf = () =>
  new Provider(issuer, {
    jwks: { keys },
    cookies: { keys: ['only for tests'] },
    clients: [
      {
        client_id: 'robot',
        client_secret: 'secret-of-the-robot',
        grant_types: ['client_credentials'],
        redirect_uris: [],
        response_types: [],
      },
      {
        client_id: 'page',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        redirect_uris: [redirect],
        application_type: 'native',
      },
    ],
    acrValues: ['urn:mfa'],
    pkce: { required: () => false },
    scopes: ['openid', 'heal'],
    claims: { openid: ['sub', 'acr', 'amr', 'auth_time'] },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          ...{ scope: 'heal', audience, accessTokenFormat: 'jwt', accessTokenTTL: 300 },
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    extraTokenClaims: (context, token) => {
      const code = context.oidc.entities.AuthorizationCode;
      const told = people[token.accountId] ?? { roles: ['robots'], realm: { tenant: 'shop' } };
      return { ...told, ...(code && { acr: code.acr, amr: code.amr ?? ['pwd'], auth_time: code.authTime }) };
    },
  });
let provider = providerOf();

function handle(request, response) {
  if (request.url === '/test/rotate') {
    keys = [newKey()];
    provider = providerOf();
    response.end(JSON.stringify({ key: keys[0] }));
    return;
  }
  provider.callback()(request, response);
}

process.on('disconnect', () => process.exit());
process.send({ issuer, audience, redirect, key: keys[0] });

import { streams } from '@autocura/common';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import type { Entity } from '@backstage/catalog-model';
import {
  exportJWK,
  exportSPKI,
  generateKeyPair,
  importJWK,
  type JWTHeaderParameters,
  type KeyLike,
  SignJWT,
} from 'jose';
import { backToNow, later } from '../testSupport/later';
import { asking, fill } from '../testSupport/requests';
import { startApi, type TestApi } from '../testSupport/testApi';
import { type RealProvider, realProvider } from './testSupport/realProvider';

const user = (name: string, email: string): Entity => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'User', metadata: { name } },
  spec: { profile: { email }, memberOf: [] },
});

let provider: RealProvider;
let api: TestApi;
let key: KeyLike;
let publicPem: string;

const identityOf = (more: object = {}) => ({
  issuers: [
    {
      ...{ name: 'corp', issuer: provider.issuer, audience: provider.audience, keys: provider.keys },
      roles: { claim: 'roles', values: { approver: ['sre-leads'], responder: ['sre', 'robots'] } },
      ...more,
    },
  ],
});
const start = (identity: object) =>
  startApi({
    settings: { identity },
    features: [authServiceFactory, httpAuthServiceFactory],
    entities: [user('ana', 'ana@example.com')],
  });

beforeAll(async () => {
  provider = await realProvider();
  key = (await importJWK(provider.key, 'RS256')) as KeyLike;
  const { d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...published } = provider.key;
  publicPem = await exportSPKI((await importJWK(published, 'RS256')) as KeyLike);
  api = await start(identityOf());
  await fill(api.store);
});
afterAll(async () => {
  await api.stop();
  await provider.stop();
});

const ask = (token: string, id: Parameters<typeof asking>[0] = 'readRights', of = api) =>
  of.ask(asking(id, { as: `Bearer ${token}` }));

describe('S12 a token of a real provider', () => {
  test('counts, with the rights of its roles and no others', async () => {
    const { body } = await ask(await provider.robot()).expect(200);
    expect(body).toMatchObject({ actor: 'oidc:corp:robot' });
    const { permissions } = body as { permissions: string[] };
    expect(permissions).toContain('autocura.brake.pull');
    expect(permissions).not.toContain('autocura.action.approve');
    await ask(await provider.robot(), 'approve').expect(403);
  });

  test('is of the person of the catalog whose e-mail the provider has verified', async () => {
    const { access } = await provider.person('ana');
    await ask(access, 'approve').expect(200);
    const events = await api.store.events(streams.incident('approves'));
    expect(events.at(-1)).toMatchObject({ type: 'incident.approved', actor: 'user:default/ana' });
  });

  test('with an e-mail that the provider has not verified makes nobody of the catalog of them', async () => {
    const { access } = await provider.person('eve');
    expect((await ask(access).expect(200)).body).toMatchObject({ actor: 'oidc:corp:eve' });
  });

  test('without a role that is known here grants nothing', async () => {
    const closed = await start(identityOf({ roles: { claim: 'roles', values: { viewer: ['nobody'] } } }));
    await ask(await provider.robot(), 'listIncidents', closed).expect(403);
    await closed.stop();
  });

  test('opens nothing but what is below /v1', async () => {
    const as = `Bearer ${await provider.robot()}`;
    await api.ask({ method: 'get', path: '/openapi.json', as }).expect(401);
    await api.ask({ method: 'get', path: '/.well-known/backstage/permissions/metadata', as }).expect(401);
    await api.ask({ method: 'get', path: '/metrics', as }).expect(403);
    await api.ask({ method: 'get', path: '/metrics' }).expect(401);
    await api.ask(asking('listIncidents')).expect(401);
  });
});

const now = () => Math.floor(Date.now() / 1000);
const right = () => ({
  ...{ iss: provider.issuer, aud: provider.audience, sub: 'eve', roles: ['sre-leads'] },
  ...{ iat: now(), exp: now() + 300 },
});
interface Wrong {
  claims?: object;
  header?: Partial<JWTHeaderParameters> | Record<string, unknown>;
  by?: KeyLike | Uint8Array;
}
/** All is right but what is told. */
const signed = ({ claims = {}, header = {}, by = key }: Wrong = {}) =>
  new SignJWT({ ...right(), ...claims })
    .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', kid: provider.key.kid!, ...header } as JWTHeaderParameters)
    .sign(by);
const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const parts = (token: string) => token.split('.') as [string, string, string];
const somebodyElses = async () => (await generateKeyPair('RS256')).privateKey;

test('S12 what is made by hand is right but for what is made wrong', async () => {
  expect((await ask(await signed()).expect(200)).body).toMatchObject({ actor: 'oidc:corp:eve' });
});

const corpus: Record<string, [() => Promise<string>, RegExp]> = {
  'no token at all': [async () => 'nonsense', /no issuer that counts/],
  'three dots': [async () => 'a.b.c', /no issuer that counts/],
  'one longer than any': [async () => `e30.${'a'.repeat(17_000)}.a`.slice(0, 13_000), /no issuer that counts/],
  'an unsigned one': [async () => `${encoded({ alg: 'none', typ: 'at+jwt' })}.${encoded(right())}.`, /not signed by/],
  'one unsigned in other letters': [
    async () => `${encoded({ alg: 'nOnE', typ: 'at+jwt' })}.${encoded(right())}.`,
    /not signed by/,
  ],
  'one whose signature was taken off': [
    async () =>
      `${parts(await signed())
        .slice(0, 2)
        .join('.')}.`,
    /its signature is forged/,
  ],
  'one with the claims of another': [
    async () => {
      const [header, , signature] = parts(await signed());
      return `${header}.${encoded({ ...right(), sub: 'ana' })}.${signature}`;
    },
    /its signature is forged/,
  ],
  'one signed by HMAC with the public key': [
    () => signed({ header: { alg: 'HS256' }, by: Buffer.from(publicPem) }),
    /not signed by/,
  ],
  'one signed by HMAC with the public key as it is published': [
    async () => signed({ header: { alg: 'HS256' }, by: Buffer.from(JSON.stringify(await exportJWK(key))) }),
    /not signed by/,
  ],
  'one signed by an algorithm that is not pinned': [
    async () => signed({ header: { alg: 'PS256' }, by: (await importJWK(provider.key, 'PS256')) as KeyLike }),
    /not signed by/,
  ],
  'one of a key that is not published': [
    async () => signed({ header: { kid: 'mine' }, by: await somebodyElses() }),
    /no key at .* has signed it/,
  ],
  'one that names a published key and is signed by another': [
    async () => signed({ by: await somebodyElses() }),
    /its signature is forged/,
  ],
  'one whose key’s name is a path': [() => signed({ header: { kid: '../../dev/null' } }), /no key at/],
  'one that brings its key': [
    async () => {
      const { privateKey, publicKey } = await generateKeyPair('RS256');
      return signed({ header: { jwk: await exportJWK(publicKey) }, by: privateKey });
    },
    /brings a key of its own \(jwk\)/,
  ],
  'one that says where its keys are': [
    () => signed({ header: { jku: 'https://evil.example.com/keys' } }),
    /brings a key of its own \(jku\)/,
  ],
  'one that says where its certificate is': [
    () => signed({ header: { x5u: 'https://evil.example.com/cert' } }),
    /brings a key of its own \(x5u\)/,
  ],
  'one that brings its certificate': [() => signed({ header: { x5c: ['AAAA'] } }), /brings a key of its own \(x5c\)/],
  'one with a critical header that nobody knows': [
    async () => {
      const [, claims, signature] = parts(await signed());
      return `${encoded({ alg: 'RS256', typ: 'at+jwt', crit: ['vip'], vip: true })}.${claims}.${signature}`;
    },
    /cannot be understood/,
  ],
  'an expired one': [() => signed({ claims: { exp: now() - 60 } }), /it has expired/],
  'one without an end': [() => signed({ claims: { exp: undefined } }), /its claim exp/],
  'one whose end is a text': [() => signed({ claims: { exp: '9999999999' } }), /its claim exp/],
  'one that is not yet valid': [() => signed({ claims: { nbf: now() + 3600 } }), /its claim nbf/],
  'one issued tomorrow': [() => signed({ claims: { iat: now() + 86_400 } }), /its claim iat/],
  'one issued the day before yesterday': [
    () => signed({ claims: { iat: now() - 2 * 86_400 } }),
    /it was issued too long ago/,
  ],
  'one that does not say when': [() => signed({ claims: { iat: undefined } }), /its claim iat/],
  'one for others': [() => signed({ claims: { aud: 'urn:mail' } }), /its claim aud/],
  'one for nobody': [() => signed({ claims: { aud: undefined } }), /its claim aud/],
  'one of another issuer, signed by this one': [
    () => signed({ claims: { iss: 'https://evil.example.com' } }),
    /no issuer that counts/,
  ],
  'one of an issuer that is almost this one': [
    () => signed({ claims: { iss: `${provider.issuer}/` } }),
    /no issuer that counts/,
  ],
  'one of no issuer': [() => signed({ claims: { iss: undefined } }), /no issuer that counts/],
  'one of another type': [() => signed({ header: { typ: 'JWT' } }), /its claim typ/],
  'one of no type': [() => signed({ header: { typ: undefined } }), /its claim typ/],
  'an identity token of the provider': [async () => (await provider.person('ana')).id, /its claim typ/],
  'an identity token dressed up': [() => signed({ claims: { nonce: 'n' } }), /it is an identity token \(nonce\)/],
  'one about nobody': [() => signed({ claims: { sub: undefined } }), /its claim sub/],
  'one about somebody with a line feed in the name': [() => signed({ claims: { sub: 'ana\nuser' } }), /its claim sub/],
  'one that is bound to a key, without its proof': [
    () => signed({ claims: { cnf: { jkt: 'thumbprint' } } }),
    /bound to a key/,
  ],
};

/** Nobody who is refused waits for the record. */
async function refusalAfter(seq: number) {
  for (;;) {
    const event = await api.store.lastEvent(streams.identity);
    if (event && event.seq > seq) return event;
    await new Promise(done => setImmediate(done));
  }
}

test.each(Object.entries(corpus))(
  'S12 %s is 401, and the refusal is recorded with its reason',
  async (_, [token, reason]) => {
    const before = (await api.store.lastEvent(streams.identity))?.seq ?? 0;
    await ask(await token(), 'reject').expect(401);
    expect(await refusalAfter(before)).toMatchObject({
      ...{ seq: before + 1, actor: 'external:bearer', type: 'identity.refused' },
      data: { reason: expect.stringMatching(reason), through: 'bearer' },
    });
  },
);

describe('S12 whose services', () => {
  const service = (name: string, tenant: string): Entity => ({
    ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
    metadata: { name, annotations: { 'autocura.io/tenant': tenant } },
  });

  test('is the tenant of the claim; who names none is refused', async () => {
    const of = (claim: string[]) =>
      startApi({
        settings: { identity: identityOf({ tenant: claim }) },
        features: [authServiceFactory, httpAuthServiceFactory],
        entities: [service('fine', 'shop'), service('service-1', 'bank')],
      });
    const bound = await of(['realm', 'tenant']);
    await fill(bound.store);
    const listed = await ask(await provider.robot(), 'listServices', bound).expect(200);
    expect((listed.body as { items: { service: string }[] }).items.map(one => one.service)).toEqual(['fine']);
    await bound.stop();
    const unbound = await of(['realm', 'nothing']);
    await ask(await provider.robot(), 'listServices', unbound).expect(401, /names no tenant/);
    await unbound.stop();
  });
});

test('S12 a key that the provider has taken back counts no longer, and the next one counts', async () => {
  const old = await provider.robot();
  await ask(old).expect(200);
  await provider.rotate();
  later(11_000);
  await ask(await provider.robot()).expect(200);
  await ask(old).expect(401, /no key at/);
  backToNow();
});

test('where the keys cannot be had nobody comes in, and it says so', async () => {
  const closed = await start(identityOf({ keys: 'http://127.0.0.1:9/keys' }));
  await ask(await provider.robot(), 'readRights', closed).expect(401, /cannot be had/);
  await closed.stop();
});

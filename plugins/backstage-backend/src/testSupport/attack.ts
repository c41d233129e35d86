import { streams } from '@autocura/common';
import { type OperationId, operations } from '@autocura/common/schemas';
import { mockCredentials } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import * as fc from 'fast-check';
import { createHash } from 'node:crypto';
import { permissions } from '../access/permissions';
import { fill, ofFill, requests } from './requests';
import { startApi, type TestApi } from './testApi';

const nested = (depth: number) => JSON.parse('['.repeat(depth) + ']'.repeat(depth)) as unknown;
const nasty = [
  ...['', '\u0000', '\ud800', '__proto__', 'constructor', '../../etc/passwd', '%00', '%', '{}', 'null', '-1', '1e999'],
  ...["' or 1=1 --", '"; drop table events; --', '${7*7}', '{{7*7}}', '<script>alert(1)</script>', 'a'.repeat(50_000)],
  ...['9999-99-99T99:99:99Z', '+275760-09-13T00:00:00.001Z', '0000-01-01T00:00:00Z', 'x|y.*'],
];
const junk = fc.oneof(
  fc.constantFrom<unknown>(...nasty, nested(2_000), { __proto__: { admin: true } }, 1e308, -1, 0.1, [], {}, null, true),
  fc.jsonValue({ maxDepth: 4 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
);
const [foreignId, foreignSecret] = ['f'.repeat(12), 's'.repeat(43)];
/** May everything, about the services of another tenant than all that `fill` writes about. */
const foreigner = `Bearer acs_${foreignId}_${foreignSecret}`;
const headers = [
  undefined,
  foreigner,
  foreigner.replace(/s$/, 't'),
  'Bearer nonsense',
  'Basic YTpi',
  mockCredentials.none.header(),
  mockCredentials.user.invalidHeader(),
  mockCredentials.service.header(),
  mockCredentials.user.header('user:default/nobody'),
];
const attack = fc.record({
  id: fc.constantFrom(...(Object.keys(operations) as OperationId[])),
  as: fc.constantFrom(...headers),
  /** Which parts of a good request become what. */
  bad: fc.array(
    fc.record({
      part: fc.constantFrom('params' as const, 'query' as const, 'body' as const, 'whole body' as const),
      which: fc.nat(20),
      key: fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, fc.constantFrom('__proto__', 'id', 'by', 'x')),
      value: junk,
    }),
    { minLength: 1, maxLength: 3 },
  ),
});
type Attack = typeof attack extends fc.Arbitrary<infer T> ? T : never;

/** A request that would be good but for what the attack says. */
function requestOf({ id, as, bad }: Attack): { path: string; init: RequestInit } {
  const good = structuredClone(requests[id]);
  const parts = { params: { ...good.params }, query: { ...good.query }, body: { ...good.body } } as Record<
    'params' | 'query' | 'body',
    Record<string, unknown>
  >;
  let body: unknown = good.body && parts.body;
  for (const { part, which, key, value } of bad) {
    if (part === 'whole body') body = value;
    else {
      const keys = Object.keys(parts[part]);
      const name = key ?? keys[which % Math.max(1, keys.length)] ?? 'x';
      Object.defineProperty(parts[part], name, { value, enumerable: true, configurable: true, writable: true });
    }
  }
  const { method, path } = operations[id];
  const text = (value: unknown) =>
    (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 3_000).replace(/\p{Surrogate}/gu, '\ufffd');
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(text(parts.params[name] ?? 'x')));
  const query = new URLSearchParams(Object.entries(parts.query).map(([name, value]) => [name, text(value)]));
  return {
    path: `/v1${filled}?${query.toString()}`,
    init: {
      method,
      headers: { 'content-type': 'application/json', ...(as !== undefined && { authorization: as }) },
      ...(method === 'post' && { body: JSON.stringify(body ?? null) }),
    },
  };
}

const component = (name: string): Entity => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
  metadata: { name, annotations: { 'autocura.io/tenant': name === 'fine' ? 'elsewhere' : 'shop' } },
});

/** What is attacked: the whole API, full of what belongs to one tenant, with a token of another. */
export async function startAttacked(): Promise<TestApi> {
  const services = ['service-0', 'service-1', 'service-2', 'service-3', 'service-4', 'not-heard-of', 'cart', 'fine'];
  // Or nearly all would be told to come again, and nothing be tried.
  const limits = { reads: 1_000_000, changes: 1_000_000, deliveries: 1_000_000 };
  // Or nobody could have a second factor, which is answered 503.
  const secrets = { keys: [{ name: 'a', key: Buffer.alloc(32, 7).toString('base64') }] };
  const api = await startApi({
    settings: { identity: { serviceTokens: true }, limits, secrets },
    entities: services.map(component),
  });
  await fill(api.store);
  const hash = createHash('sha256').update(foreignSecret).digest('hex');
  const data = { id: foreignId, name: 'foreigner', permissions: Object.keys(permissions), hash, tenant: 'elsewhere' };
  const events = [{ type: 'token.made' as const, data }];
  await api.store.append([{ stream: streams.token(foreignId), expected: 0, events, actor: 'user:default/boss' }]);
  return api;
}

/** So many requests, made bad in ways that are found by chance. How often each status was answered. */
export async function attacked(api: TestApi, times: number): Promise<Map<number, number>> {
  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(attack, async one => {
      const { path, init } = requestOf(one);
      const response = await fetch(`${api.url}${path}`, init);
      const answer = await response.text();
      seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
      if (response.status >= 500) throw new Error(`${response.status} ${answer.slice(0, 500)}`);
      if (response.status >= 400) expect(JSON.parse(answer)).toMatchObject({ error: { name: expect.any(String) } });
      else if (one.as === foreigner) expect(answer).not.toMatch(ofFill);
    }),
    { numRuns: times },
  );
  return seen;
}

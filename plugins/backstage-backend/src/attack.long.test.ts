import { type OperationId, operations } from '@autocura/common/schemas';
import { mockCredentials } from '@backstage/backend-test-utils';
import * as fc from 'fast-check';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { fill, requests } from './testSupport/requests';
import { startApi, type TestApi } from './testSupport/testApi';

const attacks = 10_000;
const mostGrowth = 100 * 1024 * 1024;
jest.setTimeout(30 * 60_000);

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;
const memory = () => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

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
const headers = [
  undefined,
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

describe('S1 whatever is asked', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startApi();
    await fill(api.store);
  });
  afterAll(() => api.stop());

  test('is answered, never by an error of ours, and leaves nothing behind in memory', async () => {
    const good = await fetch(`${api.url}/v1/incidents`, { headers: { authorization: mockCredentials.user.header() } });
    expect(good.status).toBe(200);
    const before = memory();
    const seen = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(attack, async one => {
        const { path, init } = requestOf(one);
        const response = await fetch(`${api.url}${path}`, init);
        const answer = await response.text();
        seen.set(response.status, (seen.get(response.status) ?? 0) + 1);
        if (response.status >= 500) throw new Error(`${response.status} ${answer.slice(0, 500)}`);
        if (response.status >= 400) expect(JSON.parse(answer)).toMatchObject({ error: { name: expect.any(String) } });
      }),
      { numRuns: attacks },
    );
    process.stderr.write(`answers by status: ${JSON.stringify(Object.fromEntries([...seen].sort()))}\n`);
    expect(memory() - before).toBeLessThan(mostGrowth);
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    expect([...seen.keys()].sort()).toEqual(expect.arrayContaining([200, 400, 401]));
  });
});

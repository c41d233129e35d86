import type { Levers } from '../../demo/src/fault';
import { flags, services } from '../../demo/src/plan';
import { quietLife } from './quietLife';

/** What a life of so many minutes does to the shop, with each pause over at once. */
async function lived(seed: number, minutes: number) {
  const done: [string, unknown[]][] = [];
  const shop = new Proxy(
    {},
    {
      get:
        (_, lever: string) =>
        (...given: unknown[]) =>
          void done.push([lever, given]),
    },
  );
  let [happenings, tookMs] = [0, 0];
  const clock = { now: () => tookMs, pause: async (ms: number) => void (tookMs += ms) };
  await quietLife(seed, minutes, () => (happenings += 1), clock).inject(shop as Levers);
  return { done, happenings, tookMs };
}

test('much goes on for as long as it was asked for, and the same with the same seed', async () => {
  const first = await lived(1, 60);
  expect(first.happenings).toBeGreaterThan(30);
  expect(first.tookMs).toBeGreaterThanOrEqual(60 * 60_000);
  expect(first.tookMs).toBeLessThan(61 * 60_000);
  expect(await lived(1, 60)).toEqual(first);
  expect((await lived(2, 60)).done).not.toEqual(first.done);
});

test('nothing of it hurts: no code, no value that is not known, no more shoppers than half as many again', async () => {
  const { done } = await lived(3, 600);
  const given = (lever: string) => done.flatMap(([name, values]) => (name === lever ? [values] : []));
  expect(new Set(done.map(([lever]) => lever))).toEqual(
    new Set(['release', 'configure', 'setFlag', 'restart', 'setArrivals', 'slowBank']),
  );
  expect(given('release').every(values => values.length === 2)).toBe(true);
  for (const [service, , configuration] of given('configure'))
    expect(configuration).toEqual(services.find(({ name }) => name === service)?.configuration);
  for (const [flag, value] of given('setFlag')) expect(flags[flag as keyof typeof flags]).toContain(value);
  expect(Math.max(...given('setArrivals').map(([arrivals]) => Number(arrivals)))).toBeLessThanOrEqual(12);
  expect(given('setArrivals').at(-1)).toEqual([8]);
  expect(given('slowBank').at(-1)).toEqual(['primary', 0]);
});

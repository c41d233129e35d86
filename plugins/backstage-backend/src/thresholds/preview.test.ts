import { bands } from './bands';
import { preview } from './preview';
import { at, latency, madeClient, raised, usual } from './testCourses';

const shop = madeClient({ cart: raised(300, 320), orders: usual });
const all = { client: shop, from: new Date(at(240)), to: new Date(at(400)), mostPoints: 100_000 };

test('tells what would have fired, and nothing of before', async () => {
  const early = madeClient({ cart: raised(200, 220), orders: raised(390, 420) });
  const { thresholds } = await preview([latency], { ...all, client: early });
  expect(thresholds).toEqual([
    {
      ...{ name: 'latency', series: 2 },
      firings: [expect.objectContaining({ service: 'orders', at: at(390), began: expect.anything() })],
    },
  ]);
  expect(thresholds[0]?.firings[0]).not.toHaveProperty('endedAt');
});

test('is what the watcher itself would have told, ends included', async () => {
  const { thresholds } = await preview([latency, { ...latency, name: 'falls', direction: 'below' }], all);
  expect(thresholds).toMatchObject([
    { name: 'latency', firings: [{ service: 'cart', labels: { service: 'cart' }, at: at(300), endedAt: at(323) }] },
    { name: 'falls', firings: [] },
  ]);
});

test('what would take too long is not begun', async () => {
  const { thresholds } = await preview([latency], { ...all, mostPoints: 200 });
  expect(thresholds).toMatchObject([{ series: 0, problem: expect.stringContaining('choose a shorter one') }]);
});

describe('bands', () => {
  const asked = { client: shop, from: new Date(at(240)), to: new Date(at(400)), only: () => true };

  test('hold what is usual, and mark what is not', async () => {
    const [cart, orders] = await bands(latency, asked);
    expect(cart).toMatchObject({ threshold: 'latency', service: 'cart' });
    expect(cart?.points).toHaveLength(161);
    const inside = orders!.points.filter(({ value, lo, hi }) => value >= lo! && value <= hi!);
    expect(inside).toHaveLength(161);
    const unusual = cart!.points.filter(point => point.unusual);
    expect([unusual[0]?.at, unusual.at(-1)?.at]).toEqual([at(300), at(322)]);
  });

  test('are of the services that are asked for', async () =>
    expect(await bands(latency, { ...asked, only: service => service === 'orders' })).toMatchObject([
      { service: 'orders' },
    ]));

  test('of a long time the least usual of several samples is shown', async () => {
    const long = madeClient({ cart: minute => usual(minute) + (minute === 1_001 ? 100 : 0) });
    const [cart] = await bands(latency, { ...asked, client: long, to: new Date(at(2_000)) });
    expect(cart!.points.length).toBeLessThanOrEqual(301);
    expect(cart!.points.find(({ unusual }) => unusual)).toMatchObject({ at: at(1_001) });
  });
});

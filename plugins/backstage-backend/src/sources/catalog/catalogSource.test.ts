import type { Entity } from '@backstage/catalog-model';
import { catalogSource } from './catalogSource';

const cart: Entity = { apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name: 'cart' } };

/** A catalog that says what it is told to, and a clock that is set. */
function stage() {
  let now = Date.UTC(2026, 0, 1);
  const catalog = { asked: 0, answer: (): Promise<Entity[]> => Promise.resolve([]) };
  const source = catalogSource({
    now: () => new Date(now),
    entities: () => {
      catalog.asked += 1;
      return catalog.answer();
    },
    answerMs: 1_000,
  });
  const servicesNow = async () => [...(await source()).services.keys()];
  return { catalog, source, servicesNow, pass: (seconds: number) => (now += seconds * 1_000) };
}

test('it is read at most so often, however many ask', async () => {
  const { catalog, source, pass } = stage();
  await Promise.all([source(), source(), source()]);
  pass(14);
  await source();
  expect(catalog.asked).toBe(1);
});

test('whoever asks waits for nothing older than half a minute', async () => {
  const { catalog, servicesNow, pass } = stage();
  expect(await servicesNow()).toEqual([]);
  catalog.answer = async () => [cart];
  pass(20);
  expect(await servicesNow()).toEqual([]);
  await new Promise(done => setImmediate(done));
  expect(await servicesNow()).toEqual(['cart']);
  catalog.answer = async () => [];
  pass(60);
  expect(await servicesNow()).toEqual([]);
});

test('while it does not answer, that is said, and what it last said is kept', async () => {
  const { catalog, source, servicesNow, pass } = stage();
  catalog.answer = async () => [cart];
  await source();
  catalog.answer = () => Promise.reject(new Error('503'));
  pass(60);
  expect(await servicesNow()).toEqual(['cart']);
  expect((await source()).unavailable).toBe(
    'the catalog did not answer (503); it last did at 2026-01-01T00:00:00.000Z',
  );
  expect(catalog.asked).toBe(2);
  catalog.answer = async () => [];
  pass(6);
  await source();
  await new Promise(done => setImmediate(done));
  expect(await source()).toMatchObject({ readAt: '2026-01-01T00:01:06.000Z' });
  expect(await source()).not.toHaveProperty('unavailable');
});

test('that it never answered is not taken for an empty catalog', async () => {
  const { catalog, source } = stage();
  catalog.answer = () => Promise.reject(new Error('404'));
  expect((await source()).unavailable).toBe('the catalog did not answer (404); it never has');
});

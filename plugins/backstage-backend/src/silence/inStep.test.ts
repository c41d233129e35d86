import type { Matcher } from '@autocura/common';
import { mockServices } from '@backstage/backend-test-utils';
import makeKnex, { type Knex } from 'knex';
import { realAlertmanager, type RealAlertmanager } from '../ingest/testSupport/realAlertmanager';
import { Store } from '../store';
import { migrations } from '../store/testDatabases';
import { silencesAt } from './alertmanager';
import { SilenceKeeper } from './keeper';
import type { Listed } from './plan';
import { silencesOf } from './silences';
import { fakeGrafanaSilences } from './testSupport/fakeGrafanaSilences';
import { parseWindows } from './windows';

const minute = 60_000;
const hour = 60 * minute;
const token = 'a-token-of-grafana';
const cart: Matcher[] = [{ name: 'service', value: 'cart', isRegex: false, isEqual: true }];

let alertmanager: RealAlertmanager;
beforeAll(async () => {
  alertmanager = await realAlertmanager('http://127.0.0.1:9/', 'unused');
});
afterAll(() => alertmanager.stop());

const listed = async () =>
  (
    (await (await fetch(`${alertmanager.url}/api/v2/silences`)).json()) as (Listed & { status: { state: string } })[]
  ).map(one => ({ ...one, state: one.status.state }));
const onThere = async (comment: string) =>
  (await listed()).filter(one => one.state === 'active' && one.comment.includes(comment));
async function putThere(comment: string, lastsMs: number) {
  const [startsAt, endsAt] = [new Date(), new Date(Date.now() + lastsMs)].map(one => one.toISOString());
  const body = JSON.stringify({ matchers: cart, startsAt, endsAt, createdBy: 'ana', comment });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${alertmanager.url}/api/v2/silences`, { method: 'POST', headers, body });
  return ((await answer.json()) as { silenceID: string }).silenceID;
}
const expireThere = (id: string) => fetch(`${alertmanager.url}/api/v2/silence/${id}`, { method: 'DELETE' });

describe.each([
  { name: 'clocks agree', skewMs: 0 },
  { name: 'our clock is two hours ahead', skewMs: 2 * hour },
  { name: 'our clock is two hours behind', skewMs: -2 * hour },
])('a real Alertmanager and a fake Grafana, $name', ({ skewMs }) => {
  const now = () => new Date(Date.now() + skewMs);
  let knex: Knex;
  let grafana: Awaited<ReturnType<typeof fakeGrafanaSilences>>;
  let store: Store;
  beforeEach(async () => {
    knex = makeKnex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });
    store = await Store.create(knex, { migrations, now });
    grafana = await fakeGrafanaSilences(() => new Date(), token);
  });
  afterEach(async () => {
    for (const { id, state } of await listed()) if (state !== 'expired') await expireThere(id);
    await grafana.close();
    await knex.destroy();
  });

  const scene = (windows = '') => {
    const silences = silencesOf({ store, windows: async () => (windows ? parseWindows(windows) : undefined), now });
    const places = [
      silencesAt({ base: `${alertmanager.url}/api/v2`, now }),
      silencesAt({ base: `${grafana.url}/api/alertmanager/grafana/api/v2`, token, now }),
    ];
    const logger = mockServices.logger.mock();
    return { silences, logger, keeper: new SilenceKeeper({ store, silences, places, logger, now }) };
  };
  const later = (ms: number) => new Date(now().getTime() + ms).toISOString();

  test('made here it is there, exactly, for a short time that is prolonged; ended here it is ended there', async () => {
    const { silences, keeper } = scene();
    const { id } = await silences.make(
      { matchers: cart, to: later(hour), reason: 'we move the database' },
      'user:default/ana',
    );
    await keeper.keep();
    await keeper.keep();
    const [copy, another] = await onThere('we move the database');
    expect(another).toBeUndefined();
    expect(copy).toMatchObject({ matchers: cart, createdBy: 'user:default/ana' });
    const left = Date.parse(copy!.endsAt) - Date.now();
    expect(left).toBeGreaterThan(3 * minute);
    expect(left).toBeLessThanOrEqual(4 * minute + 1_000);
    expect(grafana.on()).toHaveLength(1);
    await silences.end(id, 'user:default/ana');
    await keeper.keep();
    expect([await onThere('we move the database'), grafana.on()]).toEqual([[], []]);
  });

  test('made in Alertmanager it is here and in Grafana, and not in a circle; ended there it is ended everywhere', async () => {
    const { silences, keeper } = scene();
    const id = await putThere('a move in the data centre', hour);
    for (let look = 0; look < 3; look += 1) await keeper.keep();
    const [silence, another] = await silences.list();
    expect(another).toBeUndefined();
    expect(silence).toMatchObject({ matchers: cart, by: 'ana', reason: 'a move in the data centre' });
    expect(Math.abs(Date.parse(silence!.to) - now().getTime() - hour)).toBeLessThan(5_000);
    expect(grafana.on()).toHaveLength(1);
    expect(await onThere('a move in the data centre')).toHaveLength(1);
    expect(await silences.reasonFor({ alerts: [firing('cart')] })).toContain('a move in the data centre');
    expect(await silences.reasonFor({ alerts: [firing('orders')] })).toBeUndefined();
    await expireThere(id);
    await keeper.keep();
    expect([await silences.list(), grafana.on()]).toEqual([[], []]);
  });

  test('made in Grafana it is in Alertmanager; its copy ended there by somebody, it is ended in Grafana', async () => {
    const { silences, keeper } = scene();
    const [startsAt, endsAt] = [new Date(), new Date(Date.now() + hour)].map(one => one.toISOString() as string);
    grafana.put({ matchers: cart, startsAt: startsAt!, endsAt: endsAt!, createdBy: 'bob', comment: 'new disks' });
    for (let look = 0; look < 2; look += 1) await keeper.keep();
    const [copy] = await onThere('new disks');
    await expireThere(copy!.id);
    for (let look = 0; look < 2; look += 1) await keeper.keep();
    expect([await silences.list(), await onThere('new disks'), grafana.on()]).toEqual([[], [], []]);
  });

  test('no copy outlives the end, with nobody there to end it', async () => {
    const { silences, keeper } = scene();
    await silences.make({ matchers: cart, to: later(90_000), reason: 'a short one' }, 'ana');
    await keeper.keep();
    const [copy] = await onThere('a short one');
    // The date of an answer is cut to the second.
    expect(Date.parse(copy!.endsAt)).toBeLessThanOrEqual(Date.now() + 90_000 + 1_000);
    expect(Date.parse(copy!.endsAt)).toBeGreaterThan(Date.now() + 80_000);
  });

  test('a maintenance window of the file is a silence while it lasts', async () => {
    const span = `{ from: "${later(-minute)}", to: "${later(minute)}" }`;
    const { silences, keeper } = scene(
      `[{ name: backup, matchers: { service: cart }, reason: backup, once: ${span} }]`,
    );
    await keeper.keep();
    expect(await onThere('backup')).toHaveLength(1);
    expect(await silences.reasonFor({ alerts: [firing('cart')] })).toContain('backup (maintenance window');
  });

  test('while one place is away the other is kept, and it is said once', async () => {
    const { silences, keeper, logger } = scene();
    await grafana.close();
    await silences.make({ matchers: cart, to: later(hour), reason: 'half of it' }, 'ana');
    await keeper.keep();
    await keeper.keep();
    expect(await onThere('half of it')).toHaveLength(1);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });
});

const firing = (service: string) => ({
  ...{ key: 'f@t', name: 'Sick', service, labels: { service }, status: 'firing' as const, why: '' },
  startsAt: new Date().toISOString(),
});

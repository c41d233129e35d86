import { InputError } from '@backstage/errors';
import type { Alert } from '@autocura/common';
import { alertKey, streams } from '@autocura/common';
import type { Knex } from 'knex';
import { ConflictError, Store } from './index';
import { describeEachDatabase, migrations } from './testDatabases';
import { alertOf, historyOf, joining, openedWith, time } from './testHistory';

const actor = 'external:alertmanager';
const resolved = (alert: Alert, endsAt = time(99)): Alert => ({ ...alert, status: 'resolved', endsAt });
const saidOf = async (knex: Knex, alert: Alert) => (await historyOf(knex, alertKey(alert))).map(({ says }) => says);

describeEachDatabase('receiving alerts', open => {
  const storeOf = async () => {
    const database = await open();
    return { ...database, store: await Store.create(database.knex, { migrations, now: () => new Date(time(500)) }) };
  };

  it('G-03 keeps one row of an alert and one event of ten deliveries at once', async () => {
    const { store, knex } = await storeOf();
    const alerts = [alertOf(1), alertOf(2)];
    const received = await Promise.all(Array.from({ length: 10 }, () => store.receive(alerts, actor)));
    expect(received.reduce((sum, { fired }) => sum + fired, 0)).toBe(2);
    expect(received.reduce((sum, { unchanged }) => sum + unchanged, 0)).toBe(18);
    expect(await knex('alerts')).toHaveLength(2);
    expect(await knex('events')).toHaveLength(1);
  });

  it('writes deliveries that come together in few transactions', async () => {
    const { store, knex } = await storeOf();
    const begun: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => {
      if (/^begin/i.test(sql)) begun.push(sql);
    });
    const receiving = Array.from({ length: 50 }, (_, n) => store.receive([alertOf(n)], actor));
    expect(store.waiting()).toBe(50);
    await Promise.all(receiving);
    expect(store.waiting()).toBe(0);
    expect(await knex('events')).toHaveLength(50);
    expect(begun).toHaveLength(1);
  });

  it('G-03 keeps one row and one event of deliveries to several processes', async () => {
    const { store, knex, reach, another } = await storeOf();
    const replicas = reach.client === 'pg' ? [another(), another(), another()] : [];
    const stores = [store, ...(await Promise.all(replicas.map(pool => Store.create(pool, { migrations: false }))))];
    const alerts = Array.from({ length: 40 }, (_, n) => alertOf(n));
    const deliveries = stores.flatMap(one => [one.receive(alerts, actor), one.receive([...alerts].reverse(), actor)]);
    const received = await Promise.all(deliveries);
    expect(received.reduce((sum, { fired }) => sum + fired, 0)).toBe(40);
    expect(await store.pendingAlerts(100)).toHaveLength(40);
    expect(await saidOf(knex, alertOf(7))).toEqual(['fired']);
  });

  it.each<{ name: string; deliveries: Alert[]; counts: [number, number, number]; says: string[] }>([
    { name: 'firing', deliveries: [alertOf(1)], counts: [1, 0, 0], says: ['fired'] },
    {
      name: 'firing with new annotations is a duplicate',
      deliveries: [alertOf(1), alertOf(1, { annotations: { summary: 'worse' } })],
      counts: [1, 0, 1],
      says: ['fired'],
    },
    {
      name: 'fired and resolved',
      deliveries: [alertOf(1), resolved(alertOf(1))],
      counts: [1, 1, 0],
      says: ['fired', 'resolved'],
    },
    {
      name: 'resolved without having fired',
      deliveries: [resolved(alertOf(1))],
      counts: [0, 1, 0],
      says: ['fired', 'resolved'],
    },
    {
      name: 'resolved twice',
      deliveries: [alertOf(1), resolved(alertOf(1)), resolved(alertOf(1))],
      counts: [1, 1, 1],
      says: ['fired', 'resolved'],
    },
    {
      name: 'firing after resolved is late',
      deliveries: [resolved(alertOf(1)), alertOf(1)],
      counts: [0, 1, 1],
      says: ['fired', 'resolved'],
    },
    {
      name: 'the same moment in another time zone is the same',
      deliveries: [alertOf(1), alertOf(1, { startsAt: '2026-01-01T02:00:01+02:00' })],
      counts: [1, 0, 1],
      says: ['fired'],
    },
  ])('$name, in one delivery or in several', async ({ deliveries, counts, says }) => {
    const [fired, resolvedCount, unchanged] = counts;
    const together = await storeOf();
    expect(await together.store.receive(deliveries, actor)).toEqual({ fired, resolved: resolvedCount, unchanged });
    expect(await saidOf(together.knex, alertOf(1))).toEqual(says);

    const apart = await storeOf();
    for (const alert of deliveries) await apart.store.receive([alert], actor);
    expect(await saidOf(apart.knex, alertOf(1))).toEqual(says);
  });

  it('tells what is pending until the incident knows', async () => {
    const { store } = await storeOf();
    const alert = alertOf(1);
    const key = alertKey(alert);
    await store.receive([alert], actor);
    expect(await store.pendingAlerts(10)).toEqual([{ key, alert }]);

    await store.append([{ stream: streams.incident('i1'), expected: 0, events: [openedWith([alert])], actor }]);
    expect(await store.pendingAlerts(10)).toEqual([]);

    await store.receive([resolved(alert)], actor);
    expect(await store.pendingAlerts(10)).toEqual([{ key, alert: resolved(alert), incidentId: 'i1' }]);
    const change = { type: 'incident.alert-changed' as const, data: { key, status: 'resolved' as const } };
    await store.append([{ stream: streams.incident('i1'), expected: 1, events: [change], actor }]);
    expect(await store.pendingAlerts(10)).toEqual([]);
  });

  it('opens nothing for an alert that is resolved already, and gives an end to one that has none', async () => {
    const { store, knex } = await storeOf();
    await store.receive([alertOf(1, { status: 'resolved' })], actor);
    expect(await store.pendingAlerts(10)).toEqual([]);
    const [, end] = await historyOf(knex, alertKey(alertOf(1)));
    expect(end).toMatchObject({ says: 'resolved', endsAt: time(500) });
  });

  it('names what no database can hold as text', async () => {
    const { store } = await storeOf();
    const bad = [alertOf(1, { fingerprint: 'a\u0000b' }), alertOf(1, { labels: { service: 'a\u0000b' } })];
    for (const alert of bad) await expect(store.receive([alertOf(2), alert], actor)).rejects.toThrow(InputError);
    expect(await store.pendingAlerts(10)).toEqual([]);
  });

  it('does not let one delivery that cannot be stored take others down', async () => {
    const { store, knex } = await storeOf();
    const [first, second] = [alertKey(alertOf(9)), alertKey(alertOf(2))];
    await store.receive([alertOf(9)], actor);
    // Room for one of the two.
    await knex.raw(`create unique index one on alerts ((case when key in ('${first}', '${second}') then 1 end))`);
    const deliveries = [1, 2, 3].map(n => store.receive([alertOf(n)], actor));
    expect(await Promise.allSettled(deliveries)).toEqual([
      { status: 'fulfilled', value: { fired: 1, resolved: 0, unchanged: 0 } },
      { status: 'rejected', reason: expect.any(ConflictError) },
      { status: 'fulfilled', value: { fired: 1, resolved: 0, unchanged: 0 } },
    ]);
    expect(await store.pendingAlerts(10)).toHaveLength(3);
  });

  it('moves an alert from one incident to another only when it was let go', async () => {
    const { store } = await storeOf();
    const alerts = [alertOf(1), alertOf(2)];
    const [first, second] = alerts.map(alert => joining(alert));
    await store.receive(alerts, actor);
    const opening = (id: string, of: Alert[]) => ({
      ...{ stream: streams.incident(id), expected: 0, actor },
      events: [openedWith(of)],
    });
    await store.append([opening('i1', alerts)]);
    await expect(store.append([opening('i2', [alertOf(2)])])).rejects.toThrow('belongs to incident i1');
    expect(await store.incident('i2')).toBeUndefined();

    const split = { type: 'incident.split' as const, data: { to: 'i2', keys: [second?.key ?? ''], why: 'alone' } };
    await store.append([
      opening('i2', [alertOf(2)]),
      { stream: streams.incident('i1'), expected: 1, events: [split], actor },
    ]);
    const merged = { type: 'incident.merged' as const, data: { into: 'i2', why: 'one outage' } };
    const absorbed = {
      type: 'incident.absorbed' as const,
      data: { from: 'i1', alerts: first ? [first] : [], why: 'one outage' },
    };
    await store.append([
      { stream: streams.incident('i1'), expected: 2, events: [merged], actor },
      { stream: streams.incident('i2'), expected: 1, events: [absorbed], actor },
    ]);
    await store.receive(
      alerts.map(alert => resolved(alert)),
      actor,
    );
    const pending = await store.pendingAlerts(10);
    expect(pending.map(({ incidentId }) => incidentId)).toEqual(['i2', 'i2']);
  });

  it('gives an alert that fires on after its incident ended to a new one', async () => {
    const { store } = await storeOf();
    await store.receive([alertOf(1)], actor);
    const expired = { type: 'incident.expired' as const, data: { reason: 'nobody answered' } };
    const stream = streams.incident('i1');
    await store.append([{ stream, expected: 0, events: [openedWith([alertOf(1)]), expired], actor }]);
    await store.append([{ stream: streams.incident('i2'), expected: 0, events: [openedWith([alertOf(1)])], actor }]);
    expect((await store.openIncidents()).map(({ id }) => id)).toEqual(['i2']);
  });
});

import { streams } from '@autocura/common';
import fc from 'fast-check';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { months } from './months';
import { Store } from './Store';
import { connectTo, describeEachDatabase, freePort, makePostgres, migrations, runPostgres } from './testDatabases';
import { happen, incidentTypes } from './testHappen';
import { alertOf, predictionOf } from './testHistory';

const actor = 'autocura';
const before = '2028-04';

/** In the months after those that the migration makes. */
const inMonth = (month: number, day = 10) => new Date(Date.UTC(2028, month - 1, day));

describeEachDatabase('retention', open => {
  const storeOf = async () => {
    const { knex } = await open();
    const clock = { now: inMonth(2) };
    const store = await Store.create(knex, { migrations, now: () => clock.now });
    await store.retention.makeMonths();
    const isSound = async () => {
      const rows = await store.tableRows();
      await store.rebuild();
      expect(await store.tableRows()).toEqual(rows);
      for await (const stream of store.streamNames())
        expect([stream, await store.verifyChain(stream)]).toMatchObject([stream, { intact: true }]);
    };
    return { store, knex, clock, isSound };
  };

  it('forgets what ended before, with its alerts and what was made of it, and keeps what goes on as a whole', async () => {
    const { store, knex, clock, isSound } = await storeOf();
    await store.receive([alertOf(1), alertOf(2)], actor);
    for (const [n, id] of ['over', 'problem', 'spoken-of', 'open'].entries())
      await happen(store, id, 'incident.opened', n + 1);
    await happen(store, 'problem', 'incident.problem-raised', 1);
    await store.receive([alertOf(1, { status: 'resolved' }), alertOf(2, { status: 'resolved' })], actor);
    for (const id of ['over', 'problem', 'spoken-of']) {
      await happen(store, id, 'incident.alert-changed', 1);
      await happen(store, id, 'incident.expired', 1);
    }
    await store.recordChange(
      { id: 'c', service: 'cart', kind: 'deploy', summary: 'v2', at: '2028-02-01T00:00:00.000Z' },
      actor,
    );
    const told = predictionOf(1);
    const stream = streams.prediction(told.id);
    await store.append([
      { stream, expected: 0, events: [{ type: 'prediction.told', data: { prediction: told } }], actor },
    ]);
    const links = await knex('events')
      .where({ stream: streams.incident('open') })
      .pluck('hash');

    clock.now = inMonth(5);
    await store.retention.makeMonths();
    await store.receive([alertOf(3)], actor);
    await happen(store, 'spoken-of', 'incident.feedback', 1);
    expect((await store.retention.drop(before)).streams).toBeGreaterThan(0);

    expect(await store.incident('over')).toBeUndefined();
    const kept = await Promise.all(['open', 'problem', 'spoken-of'].map(id => store.incident(id)));
    expect(kept.map(incident => incident?.id)).toEqual(['open', 'problem', 'spoken-of']);
    expect(await store.changes({})).toEqual([]);
    expect((await store.predictions({ limit: 9 })).items).toHaveLength(1);
    expect(
      await knex('events')
        .where({ stream: streams.incident('open') })
        .pluck('hash'),
    ).toEqual(links);
    expect(await knex('alerts').pluck('key')).toEqual([expect.stringContaining(alertOf(3).fingerprint)]);
    const ended = [];
    for await (const [name, seq] of store.retention.ended()) ended.push([name, seq]);
    expect(ended).toEqual(
      expect.arrayContaining([
        [streams.incident('over'), 3],
        [streams.change('c'), 1],
      ]),
    );
    await isSound();
    // And goes on as if nothing had been.
    await happen(store, 'open', 'incident.expired', 1);
    expect(
      await store.recordChange(
        { id: 'c', service: 'cart', kind: 'deploy', summary: 'v2', at: '2028-05-01T00:00:00.000Z' },
        actor,
      ),
    ).toBe(true);
    await store.receive([alertOf(1)], actor);
    await isSound();
  });

  it('keeps what alerts said on which something rests, as long as it does', async () => {
    const { store, clock, isSound } = await storeOf();
    await store.receive([alertOf(1), alertOf(2)], actor);
    const other = await Store.create((await open()).knex, { migrations });
    await store.receive([alertOf(1, { status: 'resolved' })], actor);
    clock.now = inMonth(5);
    await store.receive([alertOf(3)], actor);
    await store.retention.drop(before);
    expect((await store.pendingAlerts(9)).map(({ alert }) => alert.fingerprint).sort()).toEqual(
      [alertOf(2), alertOf(3)].map(({ fingerprint }) => fingerprint),
    );
    await isSound();
    await store.receive([alertOf(2, { status: 'resolved' })], actor);
    await store.retention.drop('2028-05');
    expect(await store.pendingAlerts(9)).toHaveLength(1);
    await isSound();
    expect(await other.pendingAlerts(9)).toEqual([]);
  });

  it('lets incidents that were brought together go together', async () => {
    const { store, clock, isSound } = await storeOf();
    const join = async (from: string, into: string, version: number) => {
      await store.append([
        {
          stream: streams.incident(from),
          expected: 1,
          events: [{ type: 'incident.merged', data: { into, why: 'one' } }],
          actor,
        },
        {
          ...{ stream: streams.incident(into), expected: version, actor },
          events: [{ type: 'incident.absorbed', data: { from, alerts: [], why: 'one' } }],
        },
      ]);
    };
    for (const [n, id] of ['a', 'b', 'c', 'd'].entries()) await happen(store, id, 'incident.opened', n + 1);
    await join('a', 'b', 1);
    await join('c', 'd', 1);
    await happen(store, 'b', 'incident.expired', 1);
    clock.now = inMonth(5);
    await happen(store, 'd', 'incident.expired', 1);
    await store.retention.drop(before);
    const left = await Promise.all(['a', 'b', 'c', 'd'].map(id => store.incident(id)));
    expect(left.map(incident => incident?.id)).toEqual([undefined, undefined, 'c', 'd']);
    await isSound();
  });

  it('leaves what makes the same rows, whatever has happened', async () => {
    const step = fc.record({
      incident: fc.constantFrom('i1', 'i2', 'i3', 'i4', 'i5'),
      type: fc.oneof(fc.constantFrom(...incidentTypes), fc.constantFrom('incident.expired' as const)),
      n: fc.integer({ min: 1, max: 12 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 60 }), async steps => {
        const { store, clock, isSound } = await storeOf();
        for (const [index, { incident, type, n }] of steps.entries()) {
          clock.now = new Date(clock.now.getTime() + 2 * 86_400_000);
          if (index % 4 === 0) await store.receive([alertOf(n, n % 3 ? {} : { status: 'resolved' })], actor);
          if (index < 10)
            await happen(store, `i${(index % 5) + 1}`, index < 5 ? 'incident.opened' : 'incident.acting', index + 1);
          await happen(store, incident, type, n);
          if (index % 9 === 0) await store.retention.makeMonths();
        }
        await store.retention.drop('2028-03');
        await isSound();
        await store.retention.drop('2028-05');
        await isSound();
      }),
      { numRuns: 3 },
    );
  });
});

const versions = { 15: '/usr/lib/postgresql/15/bin', 18: undefined };
describe.each(Object.entries(versions).filter(([, bin]) => bin === undefined || existsSync(bin)))(
  'months of events on PostgreSQL %s',
  (_, bin) => {
    const directory = mkdtempSync(join(tmpdir(), 'autocura-months-'));
    const folder = join(directory, 'pg');
    let server: Awaited<ReturnType<typeof runPostgres>>;
    beforeAll(async () => {
      await makePostgres(folder, bin);
      server = await runPostgres(folder, await freePort(), bin === undefined ? {} : { bin });
    });
    afterAll(async () => {
      await server.stop();
      rmSync(directory, { recursive: true, force: true });
    });

    it('are made ahead, take what came before them, and go when nobody keeps them', async () => {
      const knex = connectTo({ client: 'pg', port: server.port, schema: 'public' });
      try {
        const clock = { now: inMonth(2) };
        const store = await Store.create(knex, { migrations, now: () => clock.now });
        const names = async () =>
          (await months(knex)).map(({ name }) => name).filter(name => name.startsWith('events_2028'));
        await happen(store, 'i1', 'incident.opened', 1);
        expect(await knex('events_lasting').pluck('stream')).toEqual([streams.incident('i1')]);
        await store.retention.makeMonths();
        await store.retention.makeMonths();
        expect(await names()).toEqual(['events_2028_02', 'events_2028_03', 'events_2028_04']);
        expect(await knex('events_2028_02').pluck('stream')).toEqual([streams.incident('i1')]);
        expect(await knex('events_lasting')).toEqual([]);

        clock.now = inMonth(4);
        await store.retention.makeMonths();
        expect(await store.retention.drop('2028-04')).toMatchObject({ streams: 0 });
        expect(await names()).toEqual(['events_2028_04', 'events_2028_05', 'events_2028_06']);
        expect(await knex('events_lasting').pluck('stream')).toEqual([streams.incident('i1')]);
        // Its number is taken in another table, and is refused all the same.
        const row = await knex('events_lasting').first('type', 'version', 'actor', 'data', 'hash', 'stream', 'seq');
        await expect(knex('events').insert({ ...row, at: clock.now.toISOString() })).rejects.toMatchObject({
          code: '23505',
        });
        await expect(knex('events').insert({ ...row, seq: 3, at: clock.now.toISOString() })).rejects.toMatchObject({
          code: '23505',
        });

        await happen(store, 'i1', 'incident.expired', 1);
        clock.now = inMonth(7);
        await store.retention.makeMonths();
        expect(await store.retention.drop('2028-05')).toMatchObject({ streams: 1, tables: 1 });
        expect(await knex('events').pluck('stream')).toEqual([streams.record]);
      } finally {
        await knex.destroy();
      }
    });
  },
);

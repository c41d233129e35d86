import type { ActionRow, Incident, IncidentEvent, Page } from '@autocura/common';
import { streams } from '@autocura/common';
import { InputError } from '@backstage/errors';
import { Store } from './index';
import { describeEachDatabase, migrations } from './testDatabases';
import { alertOf, diagnosisOf, incidentEvents, openedWith, time } from './testHistory';

const actor = 'autocura';

describeEachDatabase('lists', open => {
  const storeOf = async () => {
    const { knex } = await open();
    const clock = { now: new Date(time(100)) };
    const store = await Store.create(knex, { migrations, now: () => clock.now });
    /** Opens an incident at that second, and goes on with events made from what it is by then. */
    const incident = async (id: string, second: number, ...next: ((incident: Incident) => IncidentEvent)[]) => {
      clock.now = new Date(time(second));
      const stream = streams.incident(id);
      const events = [openedWith([alertOf(second)], `service-${second % 5}`)];
      await store.append([{ stream, expected: 0, events, actor }]);
      for (const make of next) {
        const current = await store.incident(id);
        if (!current) throw new Error(`no incident ${id}`);
        await store.append([{ stream, expected: current.version, events: [make(current)], actor }]);
      }
    };
    return { store, clock, incident };
  };
  const ids = (page: Page<Incident>) => page.items.map(({ id }) => id);
  const resolve = (incident: Incident) => incidentEvents['incident.resolved'](incident, 1);
  const diagnose = (): IncidentEvent => ({ type: 'incident.diagnosed', data: { diagnosis: diagnosisOf(1) } });

  it.each(['newest', 'oldest'] as const)(
    'page through every incident once, the %s first, while more come',
    async order => {
      const { store, incident } = await storeOf();
      // Several open in the same millisecond.
      for (let n = 0; n < 12; n += 1) await incident(`i${n}`, 100 + Math.floor(n / 3));
      const seen: string[] = [];
      let page = await store.incidents({ limit: 5, order });
      for (let n = 0; page.next !== undefined; n += 1) {
        seen.push(...ids(page));
        await incident(`before-${n}`, 90 - n);
        await incident(`after-${n}`, 110 + n);
        page = await store.incidents({ limit: 5, order, cursor: page.next });
      }
      seen.push(...ids(page));
      const original = seen.filter(id => id.startsWith('i'));
      expect(original).toHaveLength(12);
      expect(new Set(seen).size).toBe(seen.length);
      const opened = original.map(id => Math.floor(Number(id.slice(1)) / 3));
      expect(opened).toEqual([...opened].sort((a, b) => (order === 'newest' ? b - a : a - b)));
    },
  );

  it('filter incidents', async () => {
    const { store, incident } = await storeOf();
    await incident('a', 101);
    await incident('b', 102, diagnose);
    await incident('c', 103, resolve);
    expect(ids(await store.incidents({ limit: 9 }))).toEqual(['c', 'b', 'a']);
    expect(ids(await store.incidents({ limit: 9, open: true }))).toEqual(['b', 'a']);
    expect(ids(await store.incidents({ limit: 9, open: false }))).toEqual(['c']);
    expect(ids(await store.incidents({ limit: 9, phase: ['diagnosed', 'resolved'] }))).toEqual(['c', 'b']);
    expect(ids(await store.incidents({ limit: 9, service: 'service-2' }))).toEqual(['b']);
    expect((await store.openIncidents()).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(await store.incidents({ limit: 3 })).not.toHaveProperty('next');
  });

  it.each(['', 'x', '!!!', 'WyJuZXdlc3QiXQ', 'eyJhIjoxfQ', Buffer.from('["newest",1,2]').toString('base64url')])(
    'refuse %j as a cursor',
    async cursor => {
      const { store } = await storeOf();
      await expect(store.incidents({ limit: 1, cursor })).rejects.toThrow(InputError);
      await expect(store.actions({ limit: 1, cursor })).rejects.toThrow(InputError);
    },
  );

  it('refuse the cursor of another order', async () => {
    const { store, incident } = await storeOf();
    await incident('a', 101);
    await incident('b', 102);
    const { next } = await store.incidents({ limit: 1 });
    await expect(store.incidents({ limit: 1, order: 'oldest', cursor: next })).rejects.toThrow('cursor');
    expect(ids(await store.incidents({ limit: 1, cursor: next }))).toEqual(['a']);
  });

  it('remember what closed lately, by its end', async () => {
    const { store, clock, incident } = await storeOf();
    await incident('early', 101, resolve);
    await incident('late', 150, resolve);
    await incident('merged', 160, current => incidentEvents['incident.merged'](current, 1));
    await incident('open', 170);
    expect((await store.recentlyClosed(new Date(time(101)))).map(({ id }) => id)).toEqual(['late', 'early']);
    expect((await store.recentlyClosed(new Date(time(102)))).map(({ id }) => id)).toEqual(['late']);

    clock.now = new Date(time(500));
    const answer = incidentEvents['incident.feedback'];
    const early = await store.incident('early');
    if (!early) throw new Error('it is gone');
    await store.append([{ stream: streams.incident('early'), expected: 2, events: [answer(early, 1)], actor }]);
    expect(await store.recentlyClosed(new Date(time(200)))).toEqual([]);
  });

  it('tell when a service had outages, by their ends', async () => {
    const { store, incident } = await storeOf();
    await incident('early', 101, resolve);
    await incident('late', 150, resolve);
    await incident('merged', 160, current => incidentEvents['incident.merged'](current, 1));
    await incident('open', 170);
    const oldest = (await store.incidents({ limit: 9, order: 'oldest' })).items;
    const services = oldest.flatMap(one => one.services);
    const [early, late] = oldest.map(({ startedAt }) => new Date(startedAt));
    const untilEarly = { from: early, until: new Date(time(101)) };
    const untilLate = { from: late, until: new Date(time(150)) };
    expect(await store.outages(services, new Date(time(101)))).toEqual([untilLate, untilEarly]);
    expect(await store.outages(services, new Date(time(102)))).toEqual([untilLate]);
    expect(await store.outages(oldest[0]?.services ?? [], new Date(time(0)))).toEqual([untilEarly]);
    expect(await store.outages(['nobody'], new Date(time(0)))).toEqual([]);
  });

  it('tell one row for each attempt, as it is now', async () => {
    const { store, incident } = await storeOf();
    const attempt = (n: number) =>
      (
        ['incident.diagnosed', 'incident.planned', 'incident.acting', 'incident.acted', 'incident.verified'] as const
      ).map(type => (current: Incident) => incidentEvents[type](current, n));
    await incident('a', 101, ...attempt(1), ...attempt(3));
    await incident('b', 102, ...attempt(2).slice(0, 3));
    const rows = async (filter: Omit<Parameters<Store['actions']>[0], 'limit'>) =>
      (await store.actions({ limit: 9, ...filter })).items.map(
        ({ incidentId, attempt: number }) => `${incidentId}${number}`,
      );
    const expected: ActionRow = {
      ...{ key: 'a/1/roll-back/service-1/3', incidentId: 'a', attempt: 3, action: 'restart', target: 'service-1' },
      ...{ service: 'service-1', failureMode: 'bad-release', says: 'Try 3 on service-1', intendedAt: time(3) },
      ...{ actedAt: time(3), outcome: 'inconclusive', verifiedAt: time(3) },
    };
    expect((await store.actions({ limit: 1 })).items).toEqual([expected]);
    expect(await rows({})).toEqual(['a3', 'b2', 'a1']);
    expect(await rows({ incidentId: 'a' })).toEqual(['a3', 'a1']);
    expect(await rows({ since: new Date(time(2)) })).toEqual(['a3', 'b2']);
    expect(await rows({ target: 'service-1', service: 'service-2' })).toEqual([]);
    expect(await rows({ until: new Date(time(2)) })).toEqual(['a1']);
    expect(await rows({ action: 'restart' })).toEqual(['a3', 'a1']);
    expect(await rows({ action: 'roll-back' })).toEqual(['b2']);
    expect(await rows({ outcome: 'inconclusive' })).toEqual(['a3']);
    expect(await rows({ action: 'none', outcome: 'healed' })).toEqual([]);
    expect(await rows({ mode: 'auto' })).toEqual(['a3', 'b2', 'a1']);
    expect(await rows({ mode: 'approve' })).toEqual([]);
    const { next } = await store.actions({ limit: 2 });
    expect(await rows({ cursor: next })).toEqual(['a1']);
  });
});

import { alertOf, openedWith, time } from './testHistory';
import { afterAnAttempt, bringAbout } from '../testSupport/phases';
import { Store } from '.';
import { everything, type Scope } from './scope';
import { describeEachDatabase, migrations } from './testDatabases';

const only = (...allowed: string[]): Scope => ({ allowed, denied: [], others: false });
const allBut = (...denied: string[]): Scope => ({ allowed: [], denied, others: true });

describeEachDatabase('what is read within a scope', open => {
  const types = afterAnAttempt('escalated');
  const services = ['service-1', 'service-2'];

  /** One incident about both services, one about the first alone. */
  async function filled() {
    const store = await Store.create((await open()).knex, { migrations });
    await bringAbout(store, 'both', types, 1, [openedWith([alertOf(6), alertOf(2)])]);
    await bringAbout(store, 'first', types, 11, [openedWith([alertOf(11)])]);
    const health = { state: 'ok' as const, reasons: [], since: time(1), signals: [], openIncidents: [] };
    await store.saveHealth(services.map(service => ({ ...health, service })));
    for (const service of services) {
      await store.recordChange({ id: service, kind: 'deploy', service, at: time(1), summary: 'v2' }, 'external:ci');
    }
    const read = async (scope?: Scope) => {
      const given = scope && { scope };
      const [incidents, actions, changes, measured] = await Promise.all([
        store.incidents({ limit: 10, ...given }),
        store.actions({ limit: 10, ...given }),
        store.changes({ ...given }),
        store.health(scope),
      ]);
      return {
        incidents: incidents.items.map(({ id }) => id).sort(),
        actions: actions.items.map(({ incidentId }) => incidentId).sort(),
        changes: changes.map(({ service }) => service).sort(),
        health: measured.map(({ service }) => service).sort(),
        open: [...new Set(measured.flatMap(({ openIncidents }) => openIncidents))].sort(),
      };
    };
    return { store, read };
  }

  it('is everything where nothing bounds it', async () => {
    const { read } = await filled();
    const all = {
      incidents: ['both', 'first'],
      actions: ['both', 'first'],
      changes: services,
      health: services,
      open: ['both', 'first'],
    };
    expect(await read()).toEqual(all);
    expect(await read(everything)).toEqual(all);
    expect(await read(only(...services))).toEqual(all);
    expect(await read(allBut('another'))).toEqual(all);
  });

  it('is nothing for who may see none of it', async () => {
    const { read } = await filled();
    const none = { incidents: [], actions: [], changes: [], health: [], open: [] };
    expect(await read(only())).toEqual(none);
    expect(await read(allBut(...services))).toEqual(none);
  });

  it('is no incident that speaks of a service outside, even of one service inside', async () => {
    const { read } = await filled();
    for (const scope of [only('service-1'), allBut('service-2')]) {
      const [one, first] = [['service-1'], ['first']];
      expect(await read(scope)).toEqual({ incidents: first, actions: first, changes: one, health: one, open: first });
    }
  });

  it('counts on a card what may be seen, and no more', async () => {
    const { store } = await filled();
    const open = async (scope: Scope) => (await store.serviceHealth('service-1', scope)).openIncidents;
    expect([await open(everything), await open(only('service-1'))]).toEqual([['both', 'first'], ['first']]);
  });
});

import type { Alert, Incident } from '@autocura/common';
import { alertKey, streams } from '@autocura/common';
import { setTimeout as pause } from 'node:timers/promises';
import { Store } from '../store';
import { describeEachDatabase, migrations } from '../store/testDatabases';
import { until } from './quick';
import { healersOfSuite } from './startHealer';
import { alertOf, resolvedOf } from './targetDown';
import { type Moment, watchedOutside } from './watchedOutside';

/** Kills the healer so many times, each at another moment of an incident, and looks at what became of it all. */
export function describeCrashes(kills: number): void {
  describeEachDatabase(`R3 kill -9 in the middle of healing, ${kills} times`, open => {
    const start = healersOfSuite();

    it('loses no acknowledged alert, does nothing twice, and every incident ends', async () => {
      const { reach, knex } = await open();
      const store = await Store.create(knex, { migrations });
      const acknowledged = new Set<string>();
      const repaired = new Set<string>();
      const outside = await watchedOutside(service => void repaired.add(service));
      const told = { reach, outside: outside.url, leaseMs: 400 };
      let healer = await start(told);

      /** As Alertmanager does: again until it is accepted. */
      const deliver = (alert: Alert) =>
        until(`alert ${alert.fingerprint} to be accepted`, async () => {
          if (!(await healer.accepts(alert))) return false;
          return acknowledged.add(alertKey(alert));
        });

      for (let kill = 0; kill < kills; kill += 1) {
        const service = `service-${kill}`;
        const alert = alertOf(kill, service);
        outside.breaks(service);
        // What did not help is what an action done twice would show by.
        outside.helps = () => kill % 3 === 0;
        const killed = new Promise<void>(resolve => {
          const { moment, count, delayMs } = momentOf(kill);
          let seen = 0;
          outside.at = async now => {
            if (now !== moment || (seen += 1) !== count) return;
            await pause(delayMs);
            healer.kill();
            resolve();
          };
        });
        const delivered = deliver(alert).then(() => outside.at('accepted'));
        await killed;
        await healer.ended;
        healer = await start(told);
        await delivered;

        if (repaired.has(service)) await deliver(resolvedOf(alert));
        const incident = await until(`the incident of ${service} to end`, async () => {
          const [found] = (await store.incidents({ service, limit: 1 })).items;
          if (repaired.has(service) && found?.alerts[0]?.status === 'firing') await deliver(resolvedOf(alert));
          return found && ended(found) && found;
        });
        // People are at it: they repair what we could not.
        if (incident.phase === 'escalated') {
          outside.repairs(service);
          await deliver(resolvedOf(alert));
        }
      }
      await until('every incident to close', async () => (await store.openVersions()).length === 0);
      healer.kill();
      await healer.ended;
      await outside.close();

      const rows: { key: string; incident_id: string | null }[] = await knex('alerts').select('key', 'incident_id');
      const held = new Set(rows.flatMap(({ key, incident_id }) => (incident_id === null ? [] : [key])));
      expect([...acknowledged].filter(key => !held.has(key))).toEqual([]);
      expect(acknowledged.size).toBe(kills);

      expect([...outside.effects].filter(([, { times }]) => times > 1)).toEqual([]);
      const steps = [...outside.effects.values()].map(({ step }) => step);
      expect(new Set(steps).size).toBe(steps.length);
      expect(steps.length).toBeGreaterThan(kills / 3);

      const all = await everyIncident(store);
      expect(all).toHaveLength(kills);
      for (const { id, attempts, alerts: known } of all) {
        expect(known).toHaveLength(1);
        expect(attempts.length).toBeLessThanOrEqual(1);
        expect((await store.verifyChain(streams.incident(id))).intact).toBe(true);
      }
      const before = await store.tableRows();
      await store.rebuild();
      expect(await store.tableRows()).toEqual(before);
    });
  });
}

const ended = ({ phase }: Incident) => phase === 'resolved' || phase === 'escalated';

/** Another moment each time, and each kind of moment again and again. */
function momentOf(kill: number): { moment: Moment; count: number; delayMs: number } {
  const moments: [Moment, number][] = [
    ['act', 1],
    ['measure', 1],
    ['acted', 1],
    ['accepted', 1],
    ['measured', 2],
    ['measure', 3],
    ['measured', 1],
    ['measure', 2],
    ['measured', 3],
  ];
  const [moment, count] = moments[kill % moments.length] ?? ['act', 1];
  return { moment, count, delayMs: (kill * 7) % 23 };
}

async function everyIncident(store: Store): Promise<Incident[]> {
  const { items } = await store.incidents({ limit: 1000 });
  return items;
}

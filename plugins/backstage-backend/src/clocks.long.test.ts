import type { Alert } from '@autocura/common';
import { hasEnded } from '@autocura/common';
import { setTimeout as pause } from 'node:timers/promises';
import { Store } from './store';
import { describeEachDatabase, migrations } from './store/testDatabases';
import { inTime } from './testSupport/lives';
import { until } from './testSupport/quick';
import { healersOfSuite } from './testSupport/startHealer';
import { alertOf, resolvedOf } from './testSupport/targetDown';
import { watchedOutside } from './testSupport/watchedOutside';

const hours = 3_600_000;
const soak = 300;

describeEachDatabase(
  'R10 three replicas, two of them with a clock that is two hours off',
  open => {
    const start = healersOfSuite();

    it('have each effect once, neither take what is held nor measure before its time, and write down when it was', async () => {
      const { reach, knex } = await open();
      const store = await Store.create(knex, { migrations });
      const alerts = new Map<string, Alert>();
      const resolved: Promise<unknown>[] = [];
      const outside = await watchedOutside(service => {
        const alert = alerts.get(service);
        if (alert) resolved.push(until('it to be told', () => healers[0]!.accepts(resolvedOf(alert))));
      });
      // Long enough for whoever thinks that the lease has run out.
      outside.at = async moment => {
        if (moment === 'act') await pause(200);
      };
      const told = { reach, outside: outside.url, leaseMs: 5_000, durations: { ...inTime, soak } };
      const healers = await Promise.all([0, 2 * hours, -2 * hours].map(clockMs => start({ ...told, clockMs })));
      try {
        const began = Date.now();
        for (let n = 0; n < 12; n += 1) {
          const alert = alertOf(n, `service-${n}`);
          alerts.set(`service-${n}`, alert);
          outside.breaks(`service-${n}`);
          expect(await healers[n % healers.length]!.accepts(alert)).toBe(true);
        }
        const ended = async () => {
          const { items } = await store.incidents({ limit: 100 });
          return items.length === alerts.size && items.every(hasEnded) && items;
        };
        const incidents = await until('every incident to end', ended, 300_000);
        await Promise.all(resolved);

        expect([...outside.effects.values()].map(({ times }) => times)).toEqual(incidents.map(() => 1));
        const between = (at: string) => Date.parse(at) >= began - 1_000 && Date.parse(at) <= Date.now() + 1_000;
        for (const { phase, openedAt, attempts } of incidents) {
          expect({ phase, attempts }).toMatchObject({ phase: 'resolved', attempts: [{ outcome: 'healed' }] });
          const [{ failed, actedAt = '', verifiedAt = '' } = {}] = attempts;
          expect(failed).toBeUndefined();
          expect([openedAt, actedAt, verifiedAt].filter(at => !between(at))).toEqual([]);
          expect(Date.parse(verifiedAt) - Date.parse(actedAt)).toBeGreaterThanOrEqual(soak);
        }
      } finally {
        await outside.close();
      }
    });
  },
  ['pg'],
);

import type { Alert } from '@autocura/common';
import { alertKey, hasEnded, streams } from '@autocura/common';
import { Store } from '../store';
import { describeEachDatabase, migrations } from '../store/testDatabases';
import { until } from './quick';
import { type HealerProcess, healerProgram, startHealer } from './startHealer';
import { type Moment, watchedOutside } from './watchedOutside';

const leaseMs = 1_000;

/** Where a healer is stopped: before it has leave to act, after, and when what it sent is still on its way. */
const stops: Moment[] = ['intended', 'leave', 'act'];

/** Two healers on one PostgreSQL. Stops the one that acts, so many times, and lets the other take over. */
export function describePauses(rounds: number): void {
  describeEachDatabase(
    `a healer stopped between intent and effect, ${rounds} times`,
    open => {
      const program = healerProgram();
      const healers: HealerProcess[] = [];
      afterAll(async () => {
        healers.forEach(healer => healer.kill());
        await Promise.all(healers.map(({ ended }) => ended));
        program.remove();
      });

      it('does nothing when it wakes, and what it had sent is refused', async () => {
        const { reach, knex } = await open();
        const store = await Store.create(knex, { migrations });
        const outside = await watchedOutside(() => undefined);
        const told = { reach, outside: outside.url, leaseMs, halts: true };
        healers.push(await startHealer(program.file, told), await startHealer(program.file, told));
        const nobody = { pid: 0, kill: () => undefined };
        const late = { refused: 0 };

        for (let round = 0; round < rounds; round += 1) {
          const service = `service-${round}`;
          const alert = alertOf(round, service);
          outside.breaks(service);
          const stopAt = stops[round % stops.length];
          let acting = 0;
          let sleeper: Pick<HealerProcess, 'pid' | 'kill'> | undefined;
          let goOn = () => {};
          const sleeping = new Promise<void>(resolve => (goOn = resolve));
          const gaveUp = new Promise<void>(resolve => {
            outside.at = async (moment, pid) => {
              if (moment === 'leave') acting = pid ?? 0;
              if (moment === 'released' && pid === sleeper?.pid) resolve();
              if (moment !== stopAt || sleeper) return;
              const stopped = moment === 'act' ? acting : pid;
              sleeper = healers.find(one => one.pid === stopped) ?? nobody;
              sleeper.kill('SIGSTOP');
              await sleeping;
            };
          });
          const accepted = await Promise.all(healers.map(healer => healer.accepts(alert)));
          expect(accepted).toEqual([true, true]);

          const incidentOf = async () => (await store.incidents({ service, limit: 1 })).items[0];
          const taken = await until('the other to take over', async () => {
            const incident = await incidentOf();
            return incident?.attempts[0]?.actedAt !== undefined && incident;
          });
          expect(taken.attempts[0]?.failed).toMatch(/interrupted/);
          const asTaken = await store.events(streams.incident(taken.id));
          goOn();
          sleeper?.kill('SIGCONT');
          await gaveUp;

          outside.repairs(service);
          const resolved: Alert = { ...alert, status: 'resolved', endsAt: new Date().toISOString() };
          await Promise.all(healers.map(healer => healer.accepts(resolved)));
          const { attempts } = await until('the incident to end', async () => {
            const incident = await incidentOf();
            return incident && hasEnded(incident) && incident;
          });
          const key = taken.attempts[0]?.key ?? '';
          expect(attempts.filter(one => one.key === key)).toHaveLength(1);
          expect(outside.effects.get(key)).toBeUndefined();
          late.refused += outside.refused.has(key) ? 1 : 0;
          const events = await store.events(streams.incident(taken.id));
          expect(events.slice(0, asTaken.length)).toEqual(asTaken);
          const acted = events.filter(event => event.type === 'incident.acted' && event.data.key === key);
          expect(acted).toHaveLength(1);
        }
        expect([...outside.effects].filter(([, { times }]) => times > 1)).toEqual([]);
        expect(late.refused).toBe(Math.floor(rounds / stops.length));
        await outside.close();
      });
    },
    ['pg'],
  );
}

/** Delivers one alert so many times to two replicas at once. */
export function describeDuplicates(deliveries: number): void {
  describeEachDatabase(
    `${deliveries} deliveries of one alert to two replicas`,
    open => {
      const program = healerProgram();
      const healers: HealerProcess[] = [];
      afterAll(async () => {
        healers.forEach(healer => healer.kill());
        await Promise.all(healers.map(({ ended }) => ended));
        program.remove();
      });

      it('are one alert, one incident and one effect', async () => {
        const { reach, knex } = await open();
        const store = await Store.create(knex, { migrations });
        const outside = await watchedOutside(() => undefined);
        const told = { reach, outside: outside.url, leaseMs: 5_000 };
        healers.push(await startHealer(program.file, told), await startHealer(program.file, told));
        outside.breaks('cart');
        const alert = alertOf(1, 'cart');

        const accepted = await Promise.all(
          Array.from({ length: deliveries }, (_, n) => healers[n % 2]?.accepts(alert) ?? false),
        );
        expect(accepted.filter(Boolean)).toHaveLength(deliveries);
        await until('the effect', () => outside.effects.size > 0);
        const [before] = (await store.incidents({ limit: 10 })).items;
        await Promise.all(
          healers.map(healer => healer.accepts({ ...alert, status: 'resolved', endsAt: new Date().toISOString() })),
        );
        await until('the incident to end', async () => (await store.openVersions()).length === 0);

        expect(await knex('alerts').select('key')).toEqual([{ key: alertKey(alert) }]);
        expect((await store.incidents({ limit: 10 })).items.map(({ id }) => id)).toEqual([before?.id]);
        expect([...outside.effects.values()]).toEqual([{ step: expect.stringContaining('cart'), times: 1 }]);
        const types = (await store.events(streams.alert(alertKey(alert)))).map(({ type }) => type);
        expect(types).toEqual(['alert.fired', 'alert.resolved']);
        await outside.close();
      });
    },
    ['pg'],
  );
}

const alertOf = (n: number, service: string): Alert => ({
  fingerprint: n.toString(16).padStart(16, '0'),
  sender: 'alertmanager',
  status: 'firing',
  labels: { alertname: 'TargetDown', service, severity: 'critical' },
  annotations: {},
  startsAt: new Date().toISOString(),
});

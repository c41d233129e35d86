import type { Incident } from '@autocura/common';
import { alertKey, hasEnded, streams } from '@autocura/common';
import type { Knex } from 'knex';
import { Store } from '../store';
import { describeEachDatabase, migrations } from '../store/testDatabases';
import { historyOf } from '../store/testHistory';
import type { Told } from './healerProcess';
import { until } from './quick';
import { type HealerProcess, healersOfSuite } from './startHealer';
import { alertOf, resolvedOf } from './targetDown';
import { type Moment, type WatchedOutside, watchedOutside } from './watchedOutside';

interface Pair {
  healers: HealerProcess[];
  store: Store;
  knex: Knex;
  outside: WatchedOutside;
}

/** Runs the test with two healers on one PostgreSQL. */
function describePair(
  name: string,
  told: Pick<Told, 'leaseMs' | 'halts'>,
  says: string,
  test: (pair: Pair) => Promise<void>,
): void {
  describeEachDatabase(
    name,
    open => {
      const start = healersOfSuite();

      it(says, async () => {
        const { reach, knex } = await open();
        const store = await Store.create(knex, { migrations });
        const outside = await watchedOutside(() => undefined);
        const all = { reach, outside: outside.url, ...told };
        try {
          await test({ store, knex, outside, healers: [await start(all), await start(all)] });
        } finally {
          await outside.close();
        }
      });
    },
    ['pg'],
  );
}

/** Where a healer is stopped: before it has leave to act, after, and when what it sent is still on its way. */
const stops: Moment[] = ['intended', 'leave', 'act'];

/** Stops the one that acts, so many times, and lets the other take over. */
export function describePauses(rounds: number): void {
  describePair(
    `R4 a healer stopped between intent and effect, ${rounds} times`,
    { leaseMs: 1_000, halts: true },
    'G-35 does nothing when it wakes, and what it had sent is refused',
    async pair => {
      const { effects, refused } = pair.outside;
      const keys: string[] = [];
      for (let round = 0; round < rounds; round += 1) {
        keys.push(await pausedOnce(pair, round, stops[round % stops.length] ?? 'act'));
      }
      expect([...effects].filter(([, { times }]) => times > 1)).toEqual([]);
      expect(keys.filter(key => refused.has(key))).toHaveLength(Math.floor(rounds / stops.length));
    },
  );
}

/** Answers the key of what the stopped one was about to do. */
async function pausedOnce({ healers, store, outside }: Pair, round: number, stopAt: Moment): Promise<string> {
  const service = `service-${round}`;
  const alert = alertOf(round, service);
  outside.breaks(service);
  const sleep = stopOnce(outside, healers, stopAt);
  expect(await Promise.all(healers.map(healer => healer.accepts(alert)))).toEqual([true, true]);

  const when = (what: string, isSo: (incident: Incident) => boolean) =>
    until(what, async () => {
      const [incident] = (await store.incidents({ service, limit: 1 })).items;
      return incident && isSo(incident) && incident;
    });
  const taken = await when('the other to take over', ({ attempts }) => attempts[0]?.actedAt !== undefined);
  expect(taken.attempts[0]?.failed).toMatch(/interrupted/);
  const asTaken = await store.events(streams.incident(taken.id));
  sleep.wake();
  await sleep.gaveUp;

  outside.repairs(service);
  await Promise.all(healers.map(healer => healer.accepts(resolvedOf(alert))));
  const { attempts } = await when('the incident to end', hasEnded);
  const key = taken.attempts[0]?.key ?? '';
  expect(attempts.filter(one => one.key === key)).toHaveLength(1);
  expect(outside.effects.get(key)).toBeUndefined();
  const events = await store.events(streams.incident(taken.id));
  expect(events.slice(0, asTaken.length)).toEqual(asTaken);
  expect(events.filter(event => event.type === 'incident.acted' && event.data.key === key)).toHaveLength(1);
  return key;
}

/** Stops the first healer that gets to that moment. `gaveUp` resolves when it was woken and let go of its incident. */
function stopOnce(outside: WatchedOutside, healers: HealerProcess[], stopAt: Moment) {
  let acting: number | undefined;
  let sleeper: HealerProcess | undefined;
  let goOn = () => {};
  const sleeping = new Promise<void>(resolve => (goOn = resolve));
  const gaveUp = new Promise<void>(resolve => {
    outside.at = async (moment, pid) => {
      if (moment === 'leave') acting = pid;
      if (moment === 'released' && pid === sleeper?.pid) resolve();
      if (moment !== stopAt || sleeper) return;
      // What is on its way to the outside does not say whose it is.
      sleeper = healers.find(one => one.pid === (moment === 'act' ? acting : pid));
      sleeper?.kill('SIGSTOP');
      await sleeping;
    };
  });
  const wake = () => {
    goOn();
    sleeper?.kill('SIGCONT');
  };
  return { gaveUp, wake };
}

/** Delivers one alert so many times to both at once. */
export function describeDuplicates(deliveries: number): void {
  describePair(
    `R3 ${deliveries} deliveries of one alert to two replicas`,
    { leaseMs: 5_000 },
    'are one alert, one incident and one effect',
    async ({ healers, store, knex, outside }) => {
      outside.breaks('cart');
      const alert = alertOf(1, 'cart');
      const accepted = await Promise.all(
        Array.from({ length: deliveries }, (_, n) => healers[n % 2]?.accepts(alert) ?? false),
      );
      expect(accepted.filter(Boolean)).toHaveLength(deliveries);
      await until('the effect', () => outside.effects.size > 0);
      const [before] = (await store.incidents({ limit: 10 })).items;
      await Promise.all(healers.map(healer => healer.accepts(resolvedOf(alert))));
      await until('the incident to end', async () => (await store.openVersions()).length === 0);

      expect(await knex('alerts').select('key')).toEqual([{ key: alertKey(alert) }]);
      expect((await store.incidents({ limit: 10 })).items.map(({ id }) => id)).toEqual([before?.id]);
      expect([...outside.effects.values()]).toEqual([{ step: expect.stringContaining('cart'), times: 1 }]);
      const history = await historyOf(knex, alertKey(alert));
      expect(history.map(({ says }) => says)).toEqual(['fired', 'resolved']);
    },
  );
}

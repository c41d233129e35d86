import type { Change } from '@autocura/common';
import type { describeEachDatabase } from '../store/testDatabases';
import { type Healing, startHealing } from './healing';

/** What heals is given all the time it needs: a busy machine tells the incident late that its alert is quiet. */
export const inTime = { verify: 20_000 };

/** No process of it runs: `restart` is what helps, and a release before makes `roll-back` the next remedy. */
export const down = { availability: 0, 'replicas.running': 0, 'replicas.wanted': 1 };
export const up = { availability: 1, 'replicas.running': 1, 'replicas.wanted': 1, 'requests.errors': 0 };
export const failing = { 'requests.errors': { value: 0.3, normal: 0 } };

export const deployOf = (service: string): Change => ({
  ...{ id: `deploy of ${service}`, kind: 'deploy', service, summary: `${service} 2`, from: '1', to: '2' },
  at: new Date(Date.now() - 2_000).toISOString(),
});

type Open = Parameters<Parameters<typeof describeEachDatabase>[1]>[0];

/** A test that is one life of a healer over one database. The healer ends before that, whatever the test comes to. */
export const livesOver =
  (open: Open) =>
  (
    name: string,
    options: Parameters<typeof startHealing>[1],
    test: (healing: Healing) => Promise<void>,
    afterwards?: (healing: Healing) => Promise<void>,
  ) =>
    it(name, async () => {
      const healing = await startHealing(await open(), options);
      try {
        await test(healing);
      } finally {
        await healing.stop();
      }
      await afterwards?.(healing);
    });

/** The same without a mishap: nothing is logged as an error, and the read models can be made anew from the events. */
export const goodLivesOver =
  (open: Open) =>
  (name: string, options: Parameters<typeof startHealing>[1], test: (healing: Healing) => Promise<void>) =>
    livesOver(open)(name, options, test, async ({ logged, store }) => {
      expect(logged.filter(({ level }) => level === 'error')).toEqual([]);
      const before = await store.tableRows();
      await store.rebuild();
      expect(await store.tableRows()).toEqual(before);
    });

/** The world gets well by this effect, and the alert with it. */
export function cures({ outside, resolve, fired }: Healing, action: string, service = 'cart') {
  outside.effect = async ran => {
    if (ran.action !== action) return;
    outside.measures(service, up);
    await Promise.all(fired.map(resolve));
  };
}

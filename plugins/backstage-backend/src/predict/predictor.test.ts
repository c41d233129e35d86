import { mockServices } from '@backstage/backend-test-utils';
import { streams } from '@autocura/common';
import { Store } from '../store';
import { describeEachDatabase, migrations } from '../store/testDatabases';
import { alertOf, joining } from '../store/testHistory';
import { Predictor } from './predictor';
import { type Lives, MadeCourses } from './testCourses';

const began = 1_767_225_600;
const horizonS = 144;

/** Noise that is the same each time. */
const unrest = (seconds: number) => 0.004 * Math.sin(seconds * 91.7) * Math.cos(seconds * 37.3);
/** Half full, and from a hundred seconds on a hundredth more each two seconds, until it is emptied. */
const leaking = (emptiedAt = Infinity) => ({
  'memory.used': (at: number) => {
    const since = at - began - 100;
    return since < 0 || at >= began + emptiedAt ? 0.5 + unrest(at) : Math.min(1, 0.5 + since / 200 + unrest(at));
  },
  'memory.limit': () => 1,
});
const steady = { 'memory.used': (at: number) => 0.6 + unrest(at), 'memory.limit': () => 1 };

describeEachDatabase(
  'predicting',
  open => {
    async function running(lives: Lives) {
      const { knex } = await open();
      const clock = { seconds: 0 };
      const now = () => new Date((began + clock.seconds) * 1000);
      const store = await Store.create(knex, { migrations, now });
      const made = new MadeCourses(lives);
      const woken = { times: 0 };
      const start = () =>
        new Predictor({
          ...{ store, source: made.source, horizonMs: horizonS * 1000, now },
          ...{ wake: () => (woken.times += 1), logger: mockServices.logger.mock() },
        });
      let predictor = start();
      return {
        store,
        made,
        woken,
        restart: () => (predictor = start()),
        all: async () => (await store.predictions({ limit: 100 })).items,
        /** Looks every four seconds, until then. */
        async until(seconds: number, stop: () => Promise<boolean> = async () => false) {
          while (clock.seconds < seconds) {
            clock.seconds += 4;
            await predictor.look();
            if (await stop()) return;
          }
        },
      };
    }
    const hasTold = (run: Awaited<ReturnType<typeof running>>) => async () => (await run.all()).length > 0;

    it('tells of a leak before it is full, opens an incident that is only predicted, and says that it came in time', async () => {
      const run = await running({ cart: leaking(260), orders: steady });
      await run.until(90);
      expect(await run.all()).toEqual([]);
      await run.until(188, hasTold(run));
      const [prediction] = await run.all();
      expect(prediction).toMatchObject({ service: 'cart', kind: 'memory', standing: true });
      expect(prediction?.told.value).toBeLessThan(0.8);
      expect(run.woken.times).toBe(1);
      const incident = await run.store.incident(prediction?.incidentId ?? '');
      expect(incident).toMatchObject({
        ...{ began: 'predicted', phase: 'open', severity: 'info', service: 'cart', alerts: [] },
        predictions: [{ id: prediction?.id, standing: true }],
      });

      await run.until(250);
      const [came] = await run.all();
      expect(came).toMatchObject({ standing: true, outcome: expect.stringMatching(/in the band|early|late/) });
      // 0.95 is reached 90 seconds after it began.
      expect(Math.abs(Date.parse(came?.crossedAt ?? '') / 1000 - began - 190)).toBeLessThan(6);
      await run.until(300);
      expect(await run.all()).toMatchObject([{ id: prediction?.id, standing: false }]);
      expect((await run.store.trackRecord('cart'))[0]).toMatchObject({ open: 0 });
    });

    it('remembers what it told, whoever goes on', async () => {
      const run = await running({ cart: leaking() });
      await run.until(188, hasTold(run));
      const [told] = await run.all();
      run.restart();
      await run.until(186);
      expect(await run.all()).toMatchObject([{ id: told?.id, standing: true }]);
    });

    it('what is no longer expected is taken back, and judged when it could have come', async () => {
      const run = await running({ cart: leaking(170) });
      await run.until(168, hasTold(run));
      const [told] = await run.all();
      expect(told).toMatchObject({ standing: true });
      await run.until(240, async () => (await run.all())[0]?.standing === false);
      expect(await run.store.incident(told?.incidentId ?? '')).toMatchObject({ predictions: [{ standing: false }] });
      await run.until(480);
      expect(await run.all()).toMatchObject([{ id: told?.id, standing: false, outcome: 'did not come' }]);
    });

    it('what burns already is told of the same incident', async () => {
      const run = await running({ cart: leaking() });
      const alert = alertOf(1, { labels: { alertname: 'Slow', service: 'cart', severity: 'critical' } });
      await run.store.append([
        {
          ...{ stream: streams.incident('i1'), expected: 0, actor: 'autocura' },
          events: [
            {
              type: 'incident.opened',
              data: {
                ...{ service: 'cart', title: 'Slow on cart', severity: 'critical', began: 'alert' },
                ...{ alerts: [joining(alert)], dueAt: alert.startsAt },
              },
            },
          ],
        },
      ]);
      await run.until(188, hasTold(run));
      expect(await run.all()).toMatchObject([{ incidentId: 'i1' }]);
      expect(await run.store.openIncidents()).toMatchObject([{ id: 'i1', began: 'alert', severity: 'critical' }]);
    });

    it('says nothing of what stays as it is, and asks each quantity once a look', async () => {
      const run = await running({ cart: steady, orders: steady });
      await run.until(120);
      expect(await run.all()).toEqual([]);
      const looks = run.made.asked.filter(({ services }) => services.includes('cart'));
      // What changes by the second, by the two seconds, and certificates.
      expect(looks.length).toBeLessThanOrEqual(60 + 60 + 5);
    });
  },
  ['better-sqlite3'],
);

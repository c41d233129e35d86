import express from 'express';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { ingestRouter } from './ingest/router';
import { realAlertmanager } from './ingest/testSupport/realAlertmanager';
import { describeEachDatabase } from './store/testDatabases';
import { startHealing } from './testSupport/healing';
import { down } from './testSupport/lives';
import { forgetting, until } from './testSupport/quick';

const times = 20;
const labels = { alertname: 'TargetDown', service: 'cart', severity: 'critical' };
/** As long as what is quiet and still sick is looked at; it comes and goes faster than that, on any machine. */
const verify = 600_000;
const grouping = { group_by: ['service'], group_wait: '0s', group_interval: '100ms' };

describeEachDatabase(`R13 an alert that comes and goes ${times} times within minutes`, open => {
  it('is one incident with one action, and then people are called', async () => {
    const healing = await startHealing(await open(), { durations: { verify } });
    const { store, outside, wake } = healing;
    // Whatever the alert says, it is as sick as before.
    outside.measures('cart', down);
    const app = express();
    app.use(
      ingestRouter({
        async receive(alerts, actor) {
          const received = await store.receive(alerts, actor);
          wake();
          return received;
        },
        authorise: async () => ({ actor: 'external:alertmanager' }),
        pressure: () => false,
        logger: forgetting(),
      }),
    );
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const webhook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/alertmanager`;
    const alertmanager = await realAlertmanager(webhook, 'a token', grouping);
    try {
      const fires = async (n: number) => {
        const startsAt = new Date().toISOString();
        const is = (status: string) => async () => {
          const known = await store.alertsSince(new Date(0));
          const last = known.find(one => Date.parse(one.startsAt) === Date.parse(startsAt));
          return known.length === n && last?.status === status;
        };
        await alertmanager.post([{ labels, startsAt }]);
        await until(`the alert to fire, ${n}`, is('firing'));
        return async () => {
          await alertmanager.post([{ labels, startsAt, endsAt: new Date().toISOString() }]);
          await until(`the alert to end, ${n}`, is('resolved'));
        };
      };
      for (let n = 1; n <= times; n += 1) {
        const ends = await fires(n);
        await ends();
      }
      // Whoever waits with something for the alert to fire does it now.
      await fires(times + 1);
      await healing.reaches('escalated');
      const incidents = await healing.incidents();
      expect(incidents).toMatchObject([{ service: 'cart', episode: 1, attempts: [{ outcome: 'not healed' }] }]);
      expect(outside.ran.map(({ action }) => action)).toEqual(['restart']);
    } finally {
      await alertmanager.stop();
      server.close();
      server.closeAllConnections();
      await healing.stop();
    }
  });
});

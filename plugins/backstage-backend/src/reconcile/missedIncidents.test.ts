import type { Alert } from '@autocura/common';
import { alertKey } from '@autocura/common';
import { ConflictError, Store } from '../store';
import { describeEachDatabase, migrations } from '../store/testDatabases';
import { historyOf } from '../store/testHistory';
import { fingerprintOf } from './fingerprint';
import { missedIncidents } from './missedIncidents';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 1, 12, minutes)).toISOString();
const settings = { settleMs: 30_000, reopenWithinMs: 1_800_000, mergeWithinMs: 900_000 };

const missed = (service: string, from: number, to: number, more: Record<string, string> = {}): Alert => {
  const labels = { alertname: 'Sick', service, severity: 'critical', ...more };
  return {
    ...{ fingerprint: fingerprintOf(labels), sender: 'alertmanager', status: 'resolved', labels, annotations: {} },
    ...{ startsAt: at(from), endsAt: at(to) },
  };
};

describeEachDatabase('incidents nobody here saw', open => {
  it('are history from the start: one an outage, ended when it ended, with nothing to do', async () => {
    const { knex } = await open();
    const store = await Store.create(knex, { migrations });
    let ids = 0;
    const options = {
      topology: { edges: [{ from: 'gateway', to: 'cart', known: 'traffic' as const }] },
      ...{ settings, now: new Date(at(59)), newId: () => `i${(ids += 1)}`, actor: 'autocura' },
    };
    const alerts = [
      ...[missed('cart', 0, 4), missed('gateway', 1, 3), missed('cart', 40, 41)],
      missed('quiet', 2, 3, { severity: 'none' }),
    ];
    await store.append(missedIncidents(alerts, [], options));

    const { items } = await store.incidents({ limit: 10, order: 'oldest' });
    const told = items.map(({ service, phase, startedAt, alerts: own, dueAt, attempts, ...rest }) => ({
      ...{ service, phase, startedAt, own: own.map(one => `${one.service} ${one.status} ${one.endsAt}`) },
      ...{ dueAt, attempts, resolvedAt: 'resolvedAt' in rest && rest.resolvedAt },
    }));
    expect(told.sort((a, b) => (a.startedAt < b.startedAt ? -1 : 1))).toEqual([
      {
        ...{ service: 'cart', phase: 'resolved', startedAt: at(0), resolvedAt: at(4), attempts: [], dueAt: undefined },
        own: [`cart resolved ${at(4)}`, `gateway resolved ${at(3)}`],
      },
      {
        ...{
          service: 'cart',
          phase: 'resolved',
          startedAt: at(40),
          resolvedAt: at(41),
          attempts: [],
          dueAt: undefined,
        },
        own: [`cart resolved ${at(41)}`],
      },
    ]);
    expect(await store.openVersions()).toEqual([]);
    expect(await store.pendingAlerts(10)).toEqual([]);
    expect(await knex('alerts').select('key')).toHaveLength(4);
    for (const alert of alerts) {
      const [fired, resolved, ...more] = await historyOf(knex, alertKey(alert));
      expect([fired?.says, resolved?.says, more]).toEqual(['fired', 'resolved', []]);
      expect(await store.verifyChain(fired?.stream ?? '')).toEqual({ intact: true, length: 1 });
    }

    const again = store.append(missedIncidents(alerts, [], options));
    await expect(again).rejects.toThrow(ConflictError);
    expect(await store.receive(alerts, 'external:alertmanager')).toEqual({ fired: 0, resolved: 0, unchanged: 4 });
    const before = await store.tableRows();
    await store.rebuild();
    expect(await store.tableRows()).toEqual(before);
  });

  it('are made of what is recorded and had ended before anybody looked, once', async () => {
    const { knex } = await open();
    const store = await Store.create(knex, { migrations });
    let ids = 0;
    const options = {
      topology: { edges: [] },
      ...{ settings, now: new Date(at(59)), newId: () => `i${(ids += 1)}`, actor: 'autocura' },
    };
    await store.receive([missed('cart', 0, 4), missed('quiet', 2, 3, { severity: 'none' })], 'external:alertmanager');
    const unheard = await store.unheardSince(new Date(0));
    expect(unheard).toMatchObject([{ labels: { service: 'cart' }, endsAt: at(4) }]);
    expect(await store.unheardSince(new Date(Date.now() + 1000))).toEqual([]);
    await store.append(missedIncidents([missed('orders', 3, 5)], unheard, options));

    const { items } = await store.incidents({ limit: 10 });
    const whys = items.flatMap(({ alerts }) =>
      alerts.map(({ service, status, why }) => `${service} ${status}: ${why}`),
    );
    expect(whys.sort()).toEqual([
      expect.stringMatching(/^cart resolved: .*It had ended before anybody looked at it$/),
      expect.stringMatching(/^orders resolved: .*Prometheus recorded it$/),
    ]);
    expect(await store.unheardSince(new Date(0))).toEqual([]);
    expect(await store.pendingAlerts(10)).toEqual([]);
  });
});

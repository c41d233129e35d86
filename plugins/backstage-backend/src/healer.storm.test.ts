import type { ServiceHealth } from '@autocura/common';
import { describeEachDatabase } from './store/testDatabases';
import { down, livesOver } from './testSupport/lives';
import { everything, until } from './testSupport/quick';

const policy = [
  { ...everything, limits: { ...everything.limits, stormServices: 3, stormShare: 0.5, stormCalmMs: 100 } },
];
const health = (state: ServiceHealth['state']): ServiceHealth[] =>
  ['cart', 'orders', 'payment', 'search'].map(service => ({
    ...{ service, state, reasons: [], signals: [], openIncidents: [], since: new Date().toISOString() },
    dataAt: new Date().toISOString(),
  }));

describeEachDatabase('the healer in a storm', open => {
  const life = livesOver(open);

  life('G-22 calls people once, acts on nothing alone, and says when it is over', { policy, stormMs: 20 }, async h => {
    h.another();
    await h.store.saveHealth(health('critical'));
    for (const { service } of health('critical')) {
      h.outside.measures(service, down);
      await h.fire(service);
    }
    const storms = async () => (await h.incidents()).filter(({ began }) => began === 'storm');
    const storm = await until('the storm', async () => (await storms())[0]);
    expect(storm).toMatchObject({ phase: 'escalated', severity: 'critical', alerts: [] });
    expect('reason' in storm && storm.reason).toContain('4 of 4 services are unhealthy at once');
    const asked = async () => (await h.incidents()).filter(({ phase }) => phase === 'proposed').length === 4;
    await until('four proposals', asked);
    expect(h.outside.ran).toEqual([]);
    expect(await storms()).toHaveLength(1);

    await h.store.saveHealth(health('ok'));
    const over = await h.reaches('resolved', storm.id);
    expect(over.how).toBe('by itself');
    const ends = (await h.timeline(storm.id)).map(({ type }) => type);
    expect(ends).toEqual(['incident.opened', 'incident.escalated', 'incident.resolved']);
    expect(await storms()).toHaveLength(1);
  });
});

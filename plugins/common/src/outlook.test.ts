import type { AutocuraClient } from './client';
import { readOutlook } from './outlook';
import type { Band, ThresholdState } from './threshold';

const threshold = (name: string, more: Partial<ThresholdState>): ThresholdState => ({
  ...{ name, query: 'up', service: { label: 'service' }, direction: 'both', sensitivity: 'normal', least: {} },
  ...{ missing: { afterMs: 1, then: 'hold' }, everyMs: 15_000, settlesMs: 1, mode: 'shadow', severity: 'warning' },
  ...{ series: 1, firing: 0, week: 0 },
  ...more,
});
const band: Band = { threshold: 'latency', service: 'cart', labels: {}, points: [] };

test('bands are of thresholds that watch the service, and one that cannot be drawn hides nothing', async () => {
  const asked: string[] = [];
  const empty = async () => ({ items: [] });
  const client: Parameters<typeof readOutlook>[0] = {
    ...{ sizings: empty, firings: empty, levels: empty, forecasts: empty },
    thresholds: async () => ({
      items: [
        threshold('of-others', { service: { name: 'orders' } }),
        threshold('unseen', { series: 0 }),
        threshold('broken', {}),
        threshold('latency', {}),
      ],
    }),
    bands: async (name: string, period: Parameters<AutocuraClient['bands']>[1], service?: string) => {
      asked.push(`${name} of ${service} from ${period.from}`);
      if (name === 'broken') throw new Error('too many series');
      return { items: [band] };
    },
  };
  const outlook = await readOutlook(client, 'cart', new Date('2026-03-02T12:00:40Z'));
  expect(outlook.bands).toEqual([band]);
  expect(asked).toEqual(['broken', 'latency'].map(name => `${name} of cart from 2026-03-02T09:00:00.000Z`));
});

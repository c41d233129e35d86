import { firingOf, time } from '../src/store/testHistory';
import { thresholdsTable } from './thresholdsTable';

test('a line a threshold, and one each time it would have fired', () => {
  const firings = [firingOf(5, { endedAt: time(60) }), firingOf(80)];
  const thresholds = [
    { name: 'latency', series: 3, firings },
    { name: 'orders', series: 0, firings: [], problem: 'Prometheus is away' },
  ];
  expect(thresholdsTable({ from: time(0), to: time(90), thresholds })).toBe(
    [
      'latency: would have fired 2 times on 3 series from 2026-01-01T00:00:00.000Z to 2026-01-01T00:01:30.000Z',
      '  2026-01-01T00:00:05.000Z to 2026-01-01T00:01:00.000Z  Unusual: latency of service-1 is 2, where 0.1 to 0.5 is usual',
      '  2026-01-01T00:01:20.000Z to the end  Unusual: latency of service-1 is 2, where 0.1 to 0.5 is usual',
      'orders: would have fired 0 times on 0 series from 2026-01-01T00:00:00.000Z to 2026-01-01T00:01:30.000Z',
      '  Prometheus is away',
    ].join('\n'),
  );
});

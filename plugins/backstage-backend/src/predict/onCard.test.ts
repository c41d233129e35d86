import { predictionOf, time } from '../store/testHistory';
import { onCard } from './onCard';

test('of what is expected the soonest is told, with its band', () =>
  expect(onCard([predictionOf(30), predictionOf(10), predictionOf(20)])).toEqual({
    says: 'Memory of service-1 will reach the limit, with 80 %',
    signal: 'memory',
    at: time(70),
    earliest: time(50),
    latest: time(100),
  }));

test('what is no longer expected, or at no time that can be told, is not', () => {
  const { eta: _, lo: _lo, hi: _hi, ...unclear } = predictionOf(1).latest;
  expect(onCard([predictionOf(1, { standing: false }), predictionOf(2, { latest: unclear })])).toBeNull();
});

test('without a latest it may never come', () => {
  const { hi: _, ...open } = predictionOf(1).latest;
  expect(onCard([predictionOf(1, { latest: open })])).not.toHaveProperty('latest');
});

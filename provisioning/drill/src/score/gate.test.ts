import type { Conditions } from '../types';
import { usualP95, voidReasons } from './gate';
import { runOf } from './testRuns';

const { conditions } = runOf();
const reasons = (rest: Partial<Conditions>) => voidReasons({ conditions: { ...conditions, ...rest } }, 80);

test.each<[Partial<Conditions>, string[]]>([
  [{}, []],
  [{ scrapeErrorP99: null, cpuWaitMedian: null }, []],
  [{ baseP95: 99 }, []],
  [{ baseP95: 101 }, ['p95 before the injection 101 ms, in all runs 80 ms']],
  [{ baseP95: 59 }, ['p95 before the injection 59 ms, in all runs 80 ms']],
  [{ baseP95: null }, ['no request before the injection']],
  [{ baseErrors: 1 }, ['1 errors before the injection']],
  [{ alertsWhileSettling: 2 }, ['2 alerts before the injection']],
  [{ loopLagP99: 50 }, ['event loop of the runner 50 ms late']],
  [{ lateLoadP99: 200 }, ['arrivals 200 ms late']],
  [{ scrapeErrorP99: 100 }, ['scrapes 100 ms off their interval']],
  [
    { cpuWaitMedian: 0.25, baseErrors: 1 },
    ['1 errors before the injection', 'processes waited 0.25 s a second for a core'],
  ],
])('%j', (rest, expected) => expect(reasons(rest)).toEqual(expected));

test('what is usual is the median of the league, so that one spoilt run does not set it', () => {
  const runs = [81, 229, 79, 80, 84].map(baseP95 => ({ conditions: { ...conditions, baseP95 } }));
  expect(usualP95([...runs, { conditions: { ...conditions, baseP95: null } }])).toBe(81);
  expect(usualP95([])).toBeNull();
});

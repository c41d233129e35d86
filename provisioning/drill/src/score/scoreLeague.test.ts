import { leagueJson } from './json';
import { scoreLeague } from './scoreLeague';
import { actionOf, failing, faultOf, injectedAt, runOf } from './testRuns';

const about = {
  machine: { cores: 2, memoryGiB: 8, cpu: 'some', node: '22', prometheus: '2.42' },
  seed: 1,
  timescale: 0.1,
};
const named = [{ at: injectedAt + 6, service: 'cart', failureMode: 'bad-release', committed: true }];
const healed = runOf(
  { actions: [actionOf(8)], named, incidentAt: injectedAt + 5, claimedAt: injectedAt + 30 },
  failing(2, 10),
);
const none = runOf({ arm: 'none' }, failing(2));

test('a league has a result for each run, a row for each arm and a verdict for each promise', () => {
  const { league, table, verdicts } = scoreLeague([healed, none], [faultOf()], about);
  expect(league.results).toEqual([
    {
      fault: 'bad-release',
      kind: 'fault',
      arm: 'autocura',
      seed: 1,
      incidentS: 5,
      serviceRight: true,
      modeRight: true,
      locatedRight: null,
      firstHypothesis: 'cart/bad-release',
      actions: [{ atS: 8, action: 'roll-back', touched: 'cart', params: { service: 'cart' } }],
      harmful: [],
      claimed: true,
      recoveredS: 9.6,
      requestsFailed: 120,
    },
    expect.objectContaining({ arm: 'none', recoveredS: null, requestsFailed: 870, claimed: false, serviceRight: null }),
  ]);
  expect(table.map(({ arm, recovered, right }) => [arm, recovered, right])).toEqual([
    ['autocura', 1, 1],
    ['none', 0, null],
  ]);
  expect(verdicts.filter(({ met }) => met === false)).toEqual([]);
  expect(JSON.parse(leagueJson(league))).toEqual(league);
});

test('a void run is kept and counts for nothing', () => {
  const spoilt = { ...none, conditions: { ...none.conditions, baseErrors: 3 } };
  const { league, table, verdicts } = scoreLeague([healed, spoilt], [faultOf()], about);
  expect(league.results[1]?.void).toEqual(['3 errors before the injection']);
  expect(table[1]).toMatchObject({ faults: 0, void: 1, recoveredS: null });
  expect(verdicts.find(({ promise }) => promise.includes('hurts'))?.met).toBeNull();
});

test('a run made again stands for the one before it, in whatever order they come', () => {
  const spoilt = { ...none, conditions: { ...none.conditions, baseErrors: 3 } };
  const again = { ...none, repeated: true };
  for (const runs of [
    [spoilt, again],
    [again, spoilt],
  ])
    expect(scoreLeague(runs, [faultOf()], about).league.results.map(each => each.void)).toEqual([undefined]);
});

test('a run of a fault that is not known is an error, not a guess', () => {
  expect(() => scoreLeague([healed], [], about)).toThrow('bad-release');
});

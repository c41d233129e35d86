import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault } from '../../demo/src/fault';
import { runLeague } from './league';
import type { RunOrder } from './messages';
import type { RunProcess } from './runProcess';
import { rules } from './score';
import { nameOf, tasksOf } from './tasks';
import type { Run } from './types';

const fault = (id: string, weight: Fault['weight'] = 1) => ({ fault: { id, weight } as Fault });
const well = {
  baseP95: 80,
  baseErrors: 0,
  alertsWhileSettling: 0,
  loopLagP99: 1,
  lateLoadP99: 1,
  scrapeErrorP99: 1,
  cpuWaitMedian: 0.01,
};
const runOf = ({ fault: id, arm, seed, repeated }: RunOrder, conditions: Partial<typeof well> = {}) =>
  ({ fault: id, arm, seed, repeated, conditions: { ...well, ...conditions } }) as Run;

/** A league whose runs are made by `make`; says what was begun, `+` before what was made again. */
function league(make: (order: RunOrder) => Promise<Run>) {
  const dir = mkdtempSync(join(tmpdir(), 'league-'));
  const begun: string[] = [];
  let [open, most] = [0, 0];
  const start = (order: RunOrder): RunProcess => {
    begun.push(`${order.repeated ? '+' : ''}${nameOf(order)}`);
    most = Math.max(most, (open += 1));
    let go = () => {};
    const run = new Promise<void>(resolve => (go = resolve)).then(() => make(order)).finally(() => (open -= 1));
    run.catch(() => {});
    return { started: Promise.resolve(), run, go: () => go(), stop: async () => {} };
  };
  const play = (stopping?: AbortSignal) =>
    runLeague({
      ...{ root: dir, dir, rules, start, fromLane: 34, staggerMs: 0, say: () => {} },
      tasks: tasksOf(['light', 'hog'], ['none', 'oracle'], [1]),
      faults: [fault('light'), fault('hog', 3)],
      ...(stopping && { stopping }),
    });
  return { play, begun, most: () => most };
}

test('every run is made once, and going on makes only what is missing', async () => {
  const stopping = new AbortController();
  const { play, begun, most } = league(async order => {
    if (order.fault === 'hog') stopping.abort();
    return runOf(order);
  });
  await expect(play(stopping.signal)).rejects.toThrow();
  expect(begun).toEqual(['light none 1', 'light oracle 1', 'hog none 1']);
  expect(most()).toBe(2);

  const { runs, failures } = await play();
  expect(begun.slice(3)).toEqual(['hog oracle 1']);
  expect(runs.map(nameOf).sort()).toEqual(['hog none 1', 'hog oracle 1', 'light none 1', 'light oracle 1']);
  expect(failures).toEqual([]);
});

test('what says nothing is made again, alone and once, also when the league is gone on with', async () => {
  const { play, begun } = league(async order =>
    runOf(order, nameOf(order) === 'light oracle 1' ? { baseErrors: 3 } : {}),
  );
  const { runs } = await play();
  expect(begun.slice(4)).toEqual(['+light oracle 1']);
  expect(runs.filter(({ repeated }) => repeated).map(nameOf)).toEqual(['light oracle 1']);
  await play();
  expect(begun).toHaveLength(5);
});

test('what failed is tried once more, and told when it fails again', async () => {
  let hogs = 0;
  const { play, begun } = league(async order => {
    if (order.fault === 'light' && order.arm === 'none') throw new Error('a port is taken');
    if (order.fault === 'hog' && order.arm === 'none' && (hogs += 1) === 1) throw new Error('PostgreSQL did not start');
    return runOf(order);
  });
  const { runs, failures } = await play();
  expect(begun.slice(4)).toEqual(['+light none 1', '+hog none 1']);
  expect(failures.map(({ task, message }) => `${nameOf(task)}: ${message}`)).toEqual(['light none 1: a port is taken']);
  expect(runs.map(nameOf)).toContain('hog none 1');
  await play();
  expect(begun.slice(6)).toEqual(['light none 1', '+light none 1']);
});

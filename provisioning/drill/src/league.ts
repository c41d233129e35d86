import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLane } from '../../demo/src/ports';
import type { Lane } from '../../demo/src/ports';
import type { Known } from './faultFiles';
import { RunFiles } from './runFiles';
import { startRun } from './runProcess';
import type { RunProcess } from './runProcess';
import { usualP95, voidReasons } from './score';
import type { Rules } from './score';
import { sweep } from './sweep';
import { nameOf, nextBatch } from './tasks';
import type { Task } from './tasks';
import type { Run } from './types';

export interface LeagueOptions {
  root: string;
  /** The league's own folder: its runs, and a folder for each of the shops that run beside each other. */
  dir: string;
  tasks: Task[];
  faults: Known[];
  rules: Rules;
  /** Where free ports are looked for, by lanes; see demo/src/ports.ts. */
  fromLane: number;
  /** What the shops beside each other may weigh together; 3 when absent. */
  budget?: number;
  /** The store that Autocura starts from, where it acts by what it has earned. */
  earned?: string;
  /** Autocura tells limits beforehand, and may prevent some. */
  foresight?: boolean;
  stopping?: AbortSignal;
  say(text: string): void;
  onRun?(run: Run, left: number): void;
  /** Another way to make a run, and another pause between starts, for tests. */
  start?: typeof startRun;
  staggerMs?: number;
}

export interface Failure {
  task: Task;
  message: string;
}

/** Runs that begin at once are started one after the other, so that no start takes the cores from the next. */
const usualStaggerMs = 3000;

/**
 * Makes every run that is not made yet; those that say nothing are made again, once and alone. Runs beside each other
 * wait until all of them are up, so that no start disturbs what another one measures.
 */
export async function runLeague(options: LeagueOptions): Promise<{ runs: Run[]; failures: Failure[] }> {
  const files = new RunFiles(options.dir);
  const mine = (run: Task) => options.tasks.some(task => nameOf(task) === nameOf(run));
  const left = options.tasks.filter(task => !files.has(task) && !files.has(task, true));
  const failed: Failure[] = [];
  while (left.length > 0) {
    const batch = nextBatch(left, fault => known(options, fault).fault.weight, options.budget);
    batch.forEach(task => left.splice(left.indexOf(task), 1));
    failed.push(...(await runBatch(batch, false, left.length, files, options)));
  }
  const runs = files.all().filter(mine);
  const usual = usualP95(runs);
  const voids = runs.filter(run => voidReasons(run, usual).length > 0);
  const again: Task[] = [...failed.map(({ task }) => task), ...voids].filter(task => !files.has(task, true));
  const failures: Failure[] = [];
  for (const [index, task] of again.entries()) {
    const why = voids.filter(run => run === task).flatMap(run => voidReasons(run, usual));
    options.say(
      `${nameOf(task)}: again and alone${why.length > 0 ? `, since it said nothing: ${why.join('; ')}` : ''}`,
    );
    failures.push(...(await runBatch([task], true, again.length - index - 1, files, options)));
  }
  return { runs: files.all().filter(mine), failures };
}

const known = ({ faults }: Pick<LeagueOptions, 'faults'>, id: string): Known => {
  const found = faults.find(({ fault }) => fault.id === id);
  if (!found) throw new Error(`no fault is called ${id}`);
  return found;
};

/** Says which of them failed, and how. */
async function runBatch(
  batch: Task[],
  repeated: boolean,
  left: number,
  files: RunFiles,
  options: LeagueOptions,
): Promise<Failure[]> {
  const lanes: Lane[] = [];
  try {
    return await runOn(lanes, batch, repeated, left, files, options);
  } finally {
    for (const lane of lanes) await lane.release();
  }
}

/** Adds the lanes that it takes. */
async function runOn(
  lanes: Lane[],
  batch: Task[],
  repeated: boolean,
  left: number,
  files: RunFiles,
  options: LeagueOptions,
): Promise<Failure[]> {
  const {
    root,
    rules,
    earned,
    foresight = false,
    stopping,
    say,
    start = startRun,
    staggerMs = usualStaggerMs,
  } = options;
  const processes: RunProcess[] = [];
  const stopAll = () => Promise.all(processes.map(each => each.stop()));
  stopping?.throwIfAborted();
  for (const [slot, task] of batch.entries()) {
    if (slot > 0) await sleep(staggerMs, undefined, { signal: stopping }).catch(() => {});
    if (stopping?.aborted) break;
    const lane = await takeLane(options.fromLane);
    lanes.push(lane);
    const dir = join(options.dir, 'shops', String(slot + 1));
    sweep(dir);
    say(`${nameOf(task)} begins`);
    const { file } = known(options, task.fault);
    processes.push(
      start(
        {
          ...{ type: 'run', ...task, root, dir, portBase: lane.base, rules, repeated },
          ...(file !== undefined && { file }),
          ...(earned !== undefined && { earned }),
          ...(foresight && { foresight }),
        },
        () => {},
      ),
    );
  }
  const abort = () => void stopAll();
  stopping?.addEventListener('abort', abort);
  if (stopping?.aborted) abort();
  await Promise.all(processes.map(({ started }) => started));
  processes.forEach(each => each.go());
  let open = processes.length;
  const failures = await Promise.all(
    processes.map(async (each, slot): Promise<Failure[]> => {
      const task = batch[slot];
      try {
        const run = await each.run;
        files.save(run);
        options.onRun?.(run, left + (open -= 1));
        return [];
      } catch (error) {
        open -= 1;
        if (stopping?.aborted || !task) return [];
        sweep(join(options.dir, 'shops', String(slot + 1)));
        say(`${nameOf(task)} failed: ${(error as Error).message}`);
        return [{ task, message: (error as Error).message }];
      }
    }),
  );
  stopping?.removeEventListener('abort', abort);
  stopping?.throwIfAborted();
  return failures.flat();
}

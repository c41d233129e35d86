import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { buildBackend } from '../../demo/src/build';
import { claim } from '../../demo/src/claim';
import { allFaults } from './faultFiles';
import type { Known } from './faultFiles';
import { runLeague } from './league';
import { machine, missingServers } from './machine';
import { UsageError } from './options';
import type { DrillOptions } from './options';
import { reportHtml, terminalTable } from './report';
import { sweepLeagues } from './sweep';
import { rules as usualRules, scoreLeague } from './score';
import type { Rules, ScoredLeague } from './score';
import { leagueJson } from './score/json';
import { recovery } from './score/recovered';
import { requestsFailed } from './score/requestsFailed';
import { right } from './score/right';
import { tasksOf } from './tasks';
import { arms as allArms } from './types';
import type { Arm, Run } from './types';

/** What a league is of, kept so that it can be gone on with. */
interface Plan {
  quick: boolean;
  faults: string[];
  arms: Arm[];
  seeds: number[];
  faultsDir?: string;
  earned?: string;
  foresight: boolean;
}

/** Where a restart helps, where it does not, where nothing is to be done. */
const quickFaults = ['bad-release', 'dead-dependency', 'database-lock', 'slow-dependency', 'passing-alert'];
const quickHoldS = 10;

export interface DrillContext {
  root: string;
  say(text: string): void;
  stopping?: AbortSignal;
}

/**
 * Runs the league that was asked for, and prints and writes what came of it. Resolves to whether every promise that may
 * not be broken was kept.
 * @throws UsageError, FaultFileError
 */
export async function drill(options: DrillOptions, { root, say, stopping }: DrillContext): Promise<boolean> {
  const folder = join(root, '.data/drill');
  const name =
    options.name ?? (options.resume ? lastIn(folder) : new Date().toISOString().slice(0, 16).replace(/:/g, ''));
  const dir = join(folder, name);
  const planFile = join(dir, 'league.json');
  if (options.resume && !existsSync(planFile)) throw new UsageError(`--resume: there is no league called ${name}`);
  if (!options.resume && existsSync(planFile))
    throw new UsageError(`there is a league called ${name} already; go on with it by --resume, or take another --name`);
  const old = options.resume ? (JSON.parse(readFileSync(planFile, 'utf8')) as Plan) : undefined;
  const faultsDir = options.faultsDir ?? old?.faultsDir;
  const known = await allFaults(faultsDir);
  const lacking = missingServers();
  if (lacking.length > 0) throw new UsageError(`the drill needs ${lacking.join(' and ')} installed`);
  const plan = planOf(options, known, old, faultsDir);

  sweepLeagues(folder);
  mkdirSync(dir, { recursive: true });
  const release = claim(dir);
  try {
    if (!old) writeFileSync(planFile, JSON.stringify(plan));
    if (plan.arms.includes('autocura')) await buildBackend(root, say);
    const league: Rules = { ...usualRules, ...(plan.quick && { holdS: quickHoldS }) };
    const tasks = tasksOf(plan.faults, plan.arms, plan.seeds);
    const begun = Date.now();
    let made = 0;
    const { runs, failures } = await runLeague({
      root,
      dir,
      tasks,
      faults: known,
      rules: league,
      fromLane: options.lane,
      ...(plan.earned !== undefined && { earned: plan.earned }),
      foresight: plan.foresight,
      ...(options.budget !== undefined && { budget: options.budget }),
      say,
      ...(stopping && { stopping }),
      onRun: (run, left) => {
        made += 1;
        const minutes = Math.ceil(((Date.now() - begun) / made) * left * (1 / 60_000));
        say(`${toldOf(run, known, league)}; ${left} left${left > 0 ? `, about ${minutes} min` : ''}`);
      },
    });
    const scored = scoreLeague(
      runs,
      known.map(({ fault }) => fault),
      { machine: machine(), seed: 1, timescale: timescaleOf(root), rules: league },
    );
    const report = options.report ?? join(dir, 'report.html');
    writeFileSync(report, reportHtml(scored));
    if (options.json !== undefined) writeFileSync(options.json, leagueJson(scored.league));
    say(`\n${terminalTable(scored)}`);
    for (const { task, message } of failures) say(`not made: ${task.fault} ${task.arm} ${task.seed}: ${message}`);
    say(`timescale ${scored.league.timescale}; report in ${report}`);
    return failures.length === 0 && kept(scored);
  } finally {
    release();
  }
}

/** What may not happen in any run that counts: harm by Autocura, a wrong claim, a fault that nobody feels. */
const kept = ({ scored }: ScoredLeague) =>
  scored.every(
    ({ arm, kind, hurt, harmful, claimedWrongly, void: why }) =>
      why !== undefined ||
      ((arm !== 'autocura' || (harmful.length === 0 && !claimedWrongly)) &&
        (arm !== 'none' || kind !== 'fault' || hurt !== false)),
  );

function planOf(options: DrillOptions, known: Known[], old: Plan | undefined, faultsDir: string | undefined): Plan {
  const ids = known.map(({ fault }) => fault.id);
  const unknown = options.faults.find(id => !ids.includes(id));
  if (unknown !== undefined)
    throw new UsageError(`--fault: no fault is called ${unknown}; there are ${ids.join(', ')}`);
  const quick = options.resume && old ? old.quick : options.quick;
  const chosen = <T>(asked: T[], before: T[] | undefined, all: readonly T[]) =>
    asked.length > 0 ? asked : (before ?? [...all]);
  const earned = options.earned ?? old?.earned;
  if (earned !== undefined && !existsSync(earned)) throw new UsageError(`--earned: there is no file ${earned}`);
  const more = known.filter(({ file }) => file !== undefined).map(({ fault }) => fault.id);
  return {
    quick,
    faults: chosen(options.faults, old?.faults, quick ? [...quickFaults, ...more] : ids),
    arms: chosen(options.arms, old?.arms, allArms),
    seeds: chosen(options.seeds, old?.seeds, quick ? [1] : [1, 2, 3]),
    ...(faultsDir !== undefined && { faultsDir }),
    ...(earned !== undefined && { earned }),
    foresight: options.resume && old ? old.foresight : options.foresight,
  };
}

function lastIn(folder: string): string {
  const names = existsSync(folder)
    ? readdirSync(folder).filter(name => existsSync(join(folder, name, 'league.json')))
    : [];
  const last = names.sort().at(-1);
  if (last === undefined) throw new UsageError('--resume: no league was begun yet');
  return last;
}

function timescaleOf(root: string): number {
  const config = parse(readFileSync(join(root, 'provisioning/demo/app-config.yaml'), 'utf8')) as {
    autocura: { timescale: number };
  };
  return config.autocura.timescale;
}

function toldOf(run: Run, known: Known[], rules: Rules): string {
  const truth = known.find(({ fault }) => fault.id === run.fault)?.fault.truth ?? { services: [], modes: [] };
  const { firstHypothesis, serviceRight, modeRight } = right(run, truth);
  const found = recovery(run, rules);
  const named =
    firstHypothesis === null ? '' : ` named ${firstHypothesis} (${serviceRight && modeRight ? 'right' : 'wrong'}),`;
  const came =
    found.is === 'recovered'
      ? `recovered after ${found.s} s`
      : { 'not-recovered': 'not recovered', 'never-hurt': 'never hurt', unknown: 'unknown' }[found.is];
  return `${run.fault} ${run.arm} ${run.seed}:${foreseenOf(run)}${named} ${came}, ${requestsFailed(run, rules)} requests failed, ${run.actions.length} actions`;
}

/** How long after it was broken it was told beforehand, and when the first alert fired. */
function foreseenOf({ predictedAt, injectedAt, alerts }: Run): string {
  if (predictedAt === undefined) return '';
  const after = (at: number) => `${(at - injectedAt).toFixed(1)} s`;
  const first = alerts.find(({ at, status }) => status === 'firing' && at >= injectedAt);
  const alerted = first ? `first alert after ${after(first.at)}` : 'no alert';
  return ` predicted after ${after(predictedAt)} (${alerted}),`;
}

import type { Judged, League, Result, Run } from '../types';
import { usualP95, voidReasons } from './gate';
import { rules as defaults } from './judged';
import type { Rules } from './judged';
import { resultOf } from './result';
import type { Scored } from './result';
import { tableOf } from './table';
import type { ArmRow } from './table';
import { verdictsOf } from './verdicts';
import type { Verdict } from './verdicts';

export interface About {
  machine: League['machine'];
  /** Of the bootstrap. */
  seed: number;
  timescale: number;
  rules?: Rules;
}

export interface ScoredLeague {
  /** What `--json` writes. */
  league: League;
  /** The same results with what the table and the report need beside them. */
  scored: Scored[];
  /** The runs that the results are of, in the same order: without those that were made again. */
  runs: Run[];
  table: ArmRow[];
  verdicts: Verdict[];
  rules: Rules;
}

/**
 * Scores runs from their records and the faults' truth alone. A repeated run stands for the one before it.
 * @throws where a run's fault is not among `faults`
 */
export function scoreLeague(
  runs: Run[],
  faults: Judged[],
  { machine, seed, timescale, rules = defaults }: About,
): ScoredLeague {
  const standing = lastOfEach(runs);
  const usual = usualP95(standing);
  const why = new Map(standing.map(run => [run, voidReasons(run, usual)]));
  const scored = standing.map(run => {
    const fault = faults.find(({ id }) => id === run.fault);
    if (!fault) throw new Error(`A run is of fault ${run.fault}, which is not among those given`);
    const none = standing.find(
      each => each.arm === 'none' && each.fault === run.fault && each.seed === run.seed && why.get(each)?.length === 0,
    );
    return resultOf(run, none, fault, why.get(run), rules);
  });
  const table = tableOf(scored, seed, rules);
  const verdicts = verdictsOf(table, scored, seed, rules);
  return {
    league: { machine, seed, timescale, results: scored.map(resultOnly) },
    scored,
    runs: standing,
    table,
    verdicts,
    rules,
  };
}

function lastOfEach(runs: Run[]): Run[] {
  const byKey = new Map<string, Run>();
  for (const run of [...runs].sort((a, b) => Number(a.repeated) - Number(b.repeated)))
    byKey.set(`${run.fault} ${run.arm} ${run.seed}`, run);
  return [...byKey.values()];
}

const resultOnly = ({
  claimedWrongly: _wrongly,
  recoveryKnown: _recovery,
  harmKnown: _harm,
  hurt: _hurt,
  ...result
}: Scored): Result => result;

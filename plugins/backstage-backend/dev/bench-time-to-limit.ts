import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readLimitCases, readTruths } from './watch/limitCases';
import { predictors, runLimitCases } from './watch/runLimitCases';
import { scoreLimits } from './watch/scoreLimits';

/** Predicts when the series of a folder cross their limits, rivals beside, and writes our answers for a scorer. */
function bench() {
  const { values } = parseArgs({ options: { data: { type: 'string' }, out: { type: 'string' } } });
  const { data, out } = values;
  if (data === undefined || out === undefined) {
    console.error('usage: npm run bench:time-to-limit -- --data DIR --out FILE');
    process.exitCode = 2;
    return;
  }
  const cases = readLimitCases(data);
  const truths = readTruths(data);
  const rows = Object.entries(predictors).map(([name, predictor]) => {
    const { answers, ms } = runLimitCases(predictor, cases);
    if (name === 'ours') writeFileSync(out, JSON.stringify(answers.map(openEnded)));
    return {
      by: name,
      ...(truths && rounded(scoreLimits(cases, truths, answers))),
      'p95 ms': Math.round(ms * 10) / 10,
    };
  });
  console.table(rows);
}

/** Scorers want null where nothing is told. */
const openEnded = ({
  eta = null,
  lo = null,
  hi = null,
  ...rest
}: {
  eta?: number | null;
  lo?: number | null;
  hi?: number | null;
}) => ({
  ...rest,
  ...{ eta, lo, hi },
});

const rounded = (score: object) =>
  Object.fromEntries(Object.entries(score).map(([name, value]) => [name, Math.round(Number(value) * 1000) / 1000]));

bench();

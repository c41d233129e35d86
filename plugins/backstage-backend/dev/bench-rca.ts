import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { methods } from './rca/methods';
import { runCases } from './rca/runCases';

/** Ranks the recorded outages of a folder and writes the answers for a scorer. */
function bench() {
  const { values } = parseArgs({
    args: joined(process.argv.slice(2)),
    options: {
      data: { type: 'string' },
      out: { type: 'string' },
      method: { type: 'string', default: 'ours' },
      shift: { type: 'string', default: '0' },
    },
  });
  const { data, out } = values;
  const method = methods[values.method];
  const shift = Number(values.shift);
  if (data === undefined || out === undefined || !method || Number.isNaN(shift)) {
    console.error(
      `usage: npm run bench:rca -- --data DIR --out FILE [--method ${Object.keys(methods).join('|')}] [--shift SECONDS]`,
    );
    process.exitCode = 2;
    return;
  }
  const rankings = runCases(method, { data, shift });
  writeFileSync(out, JSON.stringify(rankings));
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(`${Object.keys(rankings).length} cases ranked by ${values.method}, ${peak} MiB at most: ${out}`);
}

/** A negative number after an option would be taken for another option. */
const joined = (args: string[]) =>
  args.flatMap((arg, n) =>
    arg === '--shift' ? [`--shift=${args[n + 1] ?? ''}`] : args[n - 1] === '--shift' ? [] : [arg],
  );

bench();

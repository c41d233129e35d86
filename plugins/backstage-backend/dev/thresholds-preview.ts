import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { PrometheusClient } from '../src/sources/prometheus';
import { parseThresholds, preview } from '../src/thresholds';
import { thresholdsTable } from './thresholdsTable';
import { timeOf } from './timeOf';

const usage = 'thresholds:preview --prometheus URL --file FILE --from TIME --to TIME [--json FILE]';
const timeoutMs = 60_000;
/** Of one threshold: two minutes of a core at the most. */
const mostPoints = 10_000_000;

/** Says what the thresholds of a file would have told. Nothing is written. Exit code 2: it could not be done. */
async function main() {
  const { values } = parseArgs({
    options: {
      prometheus: { type: 'string' },
      file: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      json: { type: 'string' },
    },
  });
  if (values.prometheus === undefined || values.file === undefined) throw new Error(usage);
  const period = { from: timeOf(values.from, 'from', usage), to: timeOf(values.to, 'to', usage) };
  const client = new PrometheusClient({ url: values.prometheus, timeoutMs });
  const found = await preview(parseThresholds(readFileSync(values.file, 'utf8')), { client, ...period, mostPoints });
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(found));
  console.log(thresholdsTable(found));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});

import { parseArgs } from 'node:util';
import { coverage, failureModes, questionsFor } from '../src/diagnose';
import { coverageTable } from './coverageTable';
import { PrometheusSource } from '../src/sources/prometheus';

const usage = 'doctor --prometheus URL [--services a,b] [--database NAME] [--json]';

/** Says which failure modes can be seen here, and what the others lack. Exit code 2: nothing could be asked. */
async function doctor() {
  const { values } = parseArgs({
    options: {
      prometheus: { type: 'string' },
      services: { type: 'string' },
      database: { type: 'string', default: 'postgres' },
      json: { type: 'boolean', default: false },
    },
  });
  if (!values.prometheus) throw new Error(usage);
  let queries = 0;
  const source = new PrometheusSource({
    url: values.prometheus,
    database: { service: values.database },
    onQuery: () => (queries += 1),
  });
  const services = values.services?.split(',').filter(Boolean) ?? (await source.services());
  if (services.length === 0) throw new Error('No service has metrics of a known kind here');
  const rows = coverage(services, await source.measure(questionsFor(services)));
  if (values.json) return console.log(JSON.stringify(rows, null, 2));
  console.log(coverageTable(rows));
  return console.log(`${services.length} services, ${failureModes.length} failure modes, ${queries} queries`);
}

doctor().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});

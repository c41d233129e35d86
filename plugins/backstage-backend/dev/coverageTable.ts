import type { Coverage } from '../src/diagnose';

const mark = { all: 'all', part: 'part', blind: '-' };

/** A row a failure mode, a column a service, and below it which signals nobody tells. */
export function coverageTable(rows: Coverage[]): string {
  const services = [...new Set(rows.map(({ service }) => service))];
  const modes = [...new Set(rows.map(({ failureMode }) => failureMode))];
  const seen = (mode: string, service: string) =>
    rows.find(row => row.failureMode === mode && row.service === service)?.sees ?? 'blind';
  const lines = [
    ['', ...services],
    ...modes.map(mode => [mode, ...services.map(service => mark[seen(mode, service)])]),
  ];
  const widths = lines[0]?.map((_, column) => Math.max(...lines.map(line => line[column]?.length ?? 0))) ?? [];
  const table = lines.map(line =>
    line
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...table, '', 'all: sees every sign; part: some; -: blind', ...lacks(rows, services)].join('\n');
}

function lacks(rows: Coverage[], services: string[]): string[] {
  return services.flatMap(service => {
    const signals = rows.filter(row => row.service === service).flatMap(row => row.missing.map(({ signal }) => signal));
    return signals.length > 0 ? [`${service} has no ${[...new Set(signals)].join(', ')}`] : [];
  });
}

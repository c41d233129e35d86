import type { Coverage } from '../src/diagnose';
import { coverageTable } from './coverageTable';

const row = (service: string, failureMode: string, sees: Coverage['sees'], ...signals: string[]): Coverage => ({
  service,
  failureMode,
  sees,
  missing: signals.map(signal => ({ signal: signal as Coverage['missing'][number]['signal'], reason: 'no series' })),
});

test('who can be seen by which mode, and what is lacking', () => {
  const table = coverageTable([
    row('api', 'service-down', 'all'),
    row('api', 'memory-leak', 'part', 'memory.kills'),
    row('database', 'service-down', 'part', 'restarts', 'memory.kills'),
    row('database', 'memory-leak', 'blind', 'memory.kills', 'memory.used'),
  ]);
  expect(table.split('\n')).toEqual([
    '              api   database',
    'service-down  all   part',
    'memory-leak   part  -',
    '',
    'all: sees every sign; part: some; -: blind',
    'api has no memory.kills',
    'database has no restarts, memory.kills, memory.used',
  ]);
});

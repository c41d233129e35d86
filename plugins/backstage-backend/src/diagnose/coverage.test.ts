import { type Evidence, missing, type SignalName } from '@autocura/common';
import { coverage, questionsFor } from '.';
import { measured } from './testSupport/given';

const services = ['a', 'b'];
const seeing = (known: Record<string, SignalName[]>): Evidence[] =>
  questionsFor(services).map((question, i) => ({
    id: String(i),
    question,
    source: 'prometheus',
    family: '',
    query: '',
    unit: '',
    measurement: known[question.service]?.includes(question.signal) ? measured(1) : missing('no series'),
  }));
const of = (known: Record<string, SignalName[]>, mode: string) =>
  coverage(services, seeing(known)).find(({ service, failureMode }) => service === 'a' && failureMode === mode);

test.each<{ name: string; known: Record<string, SignalName[]>; mode: string; sees: string; gone: SignalName[] }>([
  {
    name: 'all it asks',
    known: { a: ['database.blocked', 'database.idleInTransaction'], b: ['logs.lockTimeout'] },
    mode: 'database-lock',
    sees: 'all',
    gone: [],
  },
  {
    name: 'some of it',
    known: { a: ['database.blocked'], b: ['logs.lockTimeout'] },
    mode: 'database-lock',
    sees: 'part',
    gone: ['database.idleInTransaction'],
  },
  {
    name: 'not what it stands on',
    known: { a: ['database.idleInTransaction'], b: ['database.blocked', 'logs.lockTimeout'] },
    mode: 'database-lock',
    sees: 'blind',
    gone: ['database.blocked'],
  },
])('$name', ({ known, mode, sees, gone }) => {
  expect(of(known, mode)).toMatchObject({ sees, missing: gone.map(signal => ({ signal, reason: 'no series' })) });
});

test('what neighbours are asked is seen when one of them tells', () => {
  const own: SignalName[] = [
    'pool.used',
    'pool.max',
    'pool.waiting',
    'calls.p95',
    'requests.errors',
    'requests.rate',
    'cpu.wait',
    'logs.poolTimeout',
  ];
  expect(of({ a: own, b: ['database.active', 'database.blocked'] }, 'pool-exhausted')).toMatchObject({ sees: 'all' });
  expect(of({ a: own, b: ['database.active'] }, 'pool-exhausted')).toMatchObject({
    sees: 'part',
    missing: [{ signal: 'database.blocked' }],
  });
});

test('a row for every mode and service', () => {
  const rows = coverage(services, []);
  expect(new Set(rows.map(({ service, failureMode }) => `${service} ${failureMode}`)).size).toBe(rows.length);
  expect(rows.every(({ sees }) => sees === 'blind')).toBe(true);
  expect(rows[0]?.missing[0]?.reason).toBe('replicas.running was not asked');
});

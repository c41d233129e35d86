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
    known: { a: ['database.blocked', 'database.idleInTransaction'] },
    mode: 'database-lock',
    sees: 'all',
    gone: [],
  },
  {
    name: 'some of it',
    known: { a: ['database.blocked'] },
    mode: 'database-lock',
    sees: 'part',
    gone: ['database.idleInTransaction'],
  },
  {
    name: 'nothing',
    known: { b: ['database.blocked'] },
    mode: 'database-lock',
    sees: 'blind',
    gone: ['database.blocked', 'database.idleInTransaction'],
  },
  {
    name: 'what a neighbour tells is not seen of itself',
    known: { b: ['calls.refused'] },
    mode: 'unresponsive',
    sees: 'blind',
    gone: ['availability', 'replicas.running', 'restarts', 'cpu.used'],
  },
])('$name', ({ known, mode, sees, gone }) => {
  expect(of(known, mode)).toMatchObject({ sees, missing: gone.map(signal => ({ signal, reason: 'no series' })) });
});

test('a row for every mode and service', () => {
  const rows = coverage(services, []);
  expect(new Set(rows.map(({ service, failureMode }) => `${service} ${failureMode}`)).size).toBe(rows.length);
  expect(rows.every(({ sees }) => sees === 'blind')).toBe(true);
  expect(rows[0]?.missing[0]?.reason).toBe('not asked');
});

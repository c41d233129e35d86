import type { Incident, IncidentEvent } from '@autocura/common';
import { evolve } from './evolve';
import {
  alertOf,
  attemptOf,
  diagnosisOf,
  evidenceOf,
  incidentEvents,
  joining,
  openedWith,
  planOf,
  predictionOf,
  storedAs,
  time,
} from './testHistory';

type Type = IncidentEvent['type'];
const ana = 'user:default/ana';
const first = alertOf(1);

/** An incident with that history, each event as the table of samples has it. */
function after(...types: Type[]): Incident {
  const opened = evolve(undefined, storedAs('incident/i1', 1, openedWith([first])));
  return types.reduce((incident, type) => {
    const event = incidentEvents[type](incident, 2);
    return evolve(incident, storedAs('incident/i1', incident.version + 1, event));
  }, opened);
}

const at = (version: number) => time(100 + version);
const toActing: Type[] = ['incident.diagnosed', 'incident.planned', 'incident.acting'];
const toVerifying: Type[] = [...toActing, 'incident.acted'];
const toUndoing: Type[] = [...toVerifying, 'incident.verified', 'incident.undoing'];
const toProposed: Type[] = ['incident.diagnosed', 'incident.proposed'];
const attempt = attemptOf('i1', 2);

const table: {
  name: string;
  types: Type[];
  is: Partial<Record<keyof Incident | string, unknown>>;
  due: string | undefined;
}[] = [
  {
    name: 'opened: open, with what its alerts say',
    types: [],
    is: {
      ...{ id: 'i1', version: 1, episode: 1, phase: 'open', severity: 'warning', services: ['service-1'] },
      ...{ startedAt: first.startsAt, openedAt: at(1), attempts: [], rejected: [], feedback: [] },
    },
    due: time(10),
  },
  {
    name: 'predicted: known from now on, and no reason to look sooner where alerts fire',
    types: ['incident.predicted'],
    is: { phase: 'open', predictions: [predictionOf(2)], alerts: [joining(first)] },
    due: time(10),
  },
  {
    name: 'alert-joined: grows, and settles on',
    types: ['incident.alert-joined'],
    is: { phase: 'open', services: ['service-1', 'service-2'], alerts: [joining(first), joining(alertOf(2))] },
    due: time(10),
  },
  {
    name: 'alert-joined: an escalated one is opened again',
    types: ['incident.escalated', 'incident.alert-joined'],
    is: { phase: 'open' },
    due: at(3),
  },
  {
    name: 'alert-changed: remembers the end',
    types: ['incident.diagnosed', 'incident.alert-changed'],
    is: { phase: 'diagnosed', alerts: [{ ...joining(first), status: 'resolved', endsAt: time(62) }] },
    due: at(2),
  },
  {
    name: 'alert-changed: a proposal is looked at',
    types: [...toProposed, 'incident.alert-changed'],
    is: { phase: 'proposed', plan: planOf(2) },
    due: at(4),
  },
  {
    name: 'alert-changed: an ended one stays ended',
    types: ['incident.resolved', 'incident.alert-changed'],
    is: { phase: 'resolved' },
    due: undefined,
  },
  {
    name: 'rerooted: another object, and what its alerts speak of',
    types: ['incident.rerooted'],
    is: { service: 'service-2', title: 'another', services: ['service-1', 'service-2'] },
    due: time(10),
  },
  { name: 'merged: points to the other', types: ['incident.merged'], is: { mergedInto: 'other-2' }, due: undefined },
  {
    name: 'absorbed: takes the alerts over',
    types: ['incident.absorbed'],
    is: { services: ['service-1', 'service-2'], alerts: [joining(first), joining(alertOf(2), 'one outage')] },
    due: time(10),
  },
  {
    name: 'split: lets alerts go',
    types: ['incident.alert-joined', 'incident.split'],
    is: { services: ['service-1'], alerts: [joining(first)], startedAt: first.startsAt },
    due: time(10),
  },
  {
    name: 'diagnosed',
    types: ['incident.diagnosed'],
    is: { phase: 'diagnosed', diagnosis: diagnosisOf(2) },
    due: at(2),
  },
  {
    name: 'planned',
    types: ['incident.diagnosed', 'incident.planned'],
    is: { phase: 'planned', diagnosis: diagnosisOf(2), plan: planOf(2) },
    due: at(3),
  },
  {
    name: 'proposed: waits until it expires',
    types: toProposed,
    is: { phase: 'proposed', plan: planOf(2), expiresAt: time(3602) },
    due: time(3602),
  },
  {
    name: 'blocked: waits until it is worth asking',
    types: ['incident.diagnosed', 'incident.blocked'],
    is: { phase: 'blocked', plan: planOf(2), reason: 'cooling down', untold: undefined },
    due: time(302),
  },
  {
    name: 'approved: planned, with the name',
    types: [...toProposed, 'incident.approved'],
    is: {
      phase: 'planned',
      plan: { ...planOf(2), approvals: [ana], by: ana, validUntil: time(3602) },
      expiresAt: undefined,
    },
    due: at(4),
  },
  {
    name: 'rejected: not that step',
    types: [...toProposed, 'incident.rejected'],
    is: { phase: 'diagnosed', rejected: ['digest-2'], plan: undefined },
    due: at(4),
  },
  {
    name: 'acting: intent saved',
    types: toActing,
    is: { phase: 'acting', plan: planOf(2), attempt, attempts: [attempt] },
    due: at(4),
  },
  {
    name: 'acted: soaks',
    types: toVerifying,
    is: { phase: 'verifying', plan: planOf(2), attempts: [{ ...attempt, actedAt: time(2) }] },
    due: time(32),
  },
  {
    name: 'still-verifying: looks again later',
    types: [...toVerifying, 'incident.still-verifying'],
    is: { phase: 'verifying' },
    due: time(17),
  },
  {
    name: 'verified: the outcome is with the attempt',
    types: [...toVerifying, 'incident.verified'],
    is: {
      phase: 'diagnosed',
      attempts: [expect.objectContaining({ outcome: 'worse', verifiedAt: time(2), after: expect.any(Array) })],
    },
    due: at(6),
  },
  {
    name: 'undoing',
    types: toUndoing,
    is: { phase: 'undoing', attempt: expect.objectContaining({ outcome: 'worse' }) },
    due: at(7),
  },
  {
    name: 'undone: thinks again',
    types: [...toUndoing, 'incident.undone'],
    is: { phase: 'diagnosed', attempts: [expect.objectContaining({ outcome: 'worse', undoneAt: time(2) })] },
    due: at(8),
  },
  {
    name: 'resolved',
    types: ['incident.diagnosed', 'incident.resolved'],
    is: { phase: 'resolved', resolvedAt: at(3), how: 'healed', diagnosis: diagnosisOf(2) },
    due: undefined,
  },
  {
    name: 'escalated: looked at when it says so',
    types: ['incident.escalated'],
    is: { phase: 'escalated', reason: 'nothing left to try' },
    due: time(602),
  },
  { name: 'expired', types: ['incident.expired'], is: { phase: 'expired', reason: 'condition gone' }, due: undefined },
  {
    name: 'reopened: a new episode that remembers what was tried',
    types: [...toProposed, 'incident.rejected', 'incident.resolved', 'incident.reopened'],
    is: { phase: 'open', episode: 2, rejected: [], alerts: [joining(first), joining(alertOf(2), 'again')] },
    due: time(2),
  },
  {
    name: 'feedback: a yes confirms',
    types: ['incident.diagnosed', 'incident.feedback'],
    is: {
      phase: 'diagnosed',
      feedback: [{ hypothesis: 'service-1/bad-release', right: true, by: 'user:default/ana', at: at(3) }],
      diagnosis: expect.objectContaining({ hypotheses: [expect.objectContaining({ standing: 'confirmed' })] }),
    },
    due: at(2),
  },
  {
    name: 'problem-raised: the incident is as it was',
    types: [...toVerifying, 'incident.problem-raised'],
    is: { phase: 'verifying' },
    due: time(32),
  },
  {
    name: 'observed: the plan stands, and nothing is due',
    types: ['incident.diagnosed', 'incident.observed'],
    is: { phase: 'observed', plan: planOf(2), diagnosis: diagnosisOf(2) },
    due: undefined,
  },
  {
    name: 'alert-joined: an observed one is thought over again',
    types: ['incident.diagnosed', 'incident.observed', 'incident.alert-joined'],
    is: { phase: 'open' },
    due: at(4),
  },
  {
    name: 'person-acted: it is looked at, and nothing else changes',
    types: ['incident.diagnosed', 'incident.observed', 'incident.person-acted'],
    is: { phase: 'observed', people: [expect.objectContaining({ id: 'act-2', says: 'Restarted it' })] },
    due: at(4),
  },
  {
    name: 'person-acted: what goes on goes on',
    types: [...toActing, 'incident.person-acted'],
    is: { phase: 'acting', people: [expect.objectContaining({ id: 'act-2' })] },
    due: at(4),
  },
  {
    name: 'person-verified: what it came to',
    types: ['incident.escalated', 'incident.person-acted', 'incident.person-verified'],
    is: {
      phase: 'escalated',
      people: [
        expect.objectContaining({ id: 'act-2', outcome: 'healed', verifiedAt: time(2), after: [evidenceOf(2)] }),
      ],
    },
    due: at(3),
  },
  {
    name: 'marked',
    types: ['incident.diagnosed', 'incident.observed', 'incident.marked'],
    is: { phase: 'observed', marks: [{ digest: 'digest-2', mark: 'right', by: 'user:default/ana', at: at(4) }] },
    due: undefined,
  },
  {
    name: 'reopened: what people did and said is of its episode',
    types: ['incident.person-acted', 'incident.resolved', 'incident.reopened'],
    is: { episode: 2, people: [], marks: [] },
    due: time(2),
  },
  { name: 'deferred', types: ['incident.deferred'], is: { phase: 'open' }, due: time(32) },
];

test.each(table)('$name', ({ types, is, due }) => {
  const incident = after(...types);
  for (const [key, value] of Object.entries(is)) expect(incident[key as keyof Incident]).toEqual(value);
  expect(incident.dueAt).toBe(due);
  expect(incident.version).toBe(1 + types.length);
  expect(incident.updatedAt).toBe(at(1 + types.length));
});

test('the table has a row for every event', () => {
  const last = new Set<Type>(table.map(({ types }) => types.at(-1) ?? 'incident.opened'));
  expect([...last].sort()).toEqual(Object.keys(incidentEvents).sort());
});

test.each<{ name: string; types: Type[]; due: string }>([
  { name: 'cuts a soak short', types: toVerifying, due: at(6) },
  { name: 'leaves an act alone', types: toActing, due: time(3600) },
])('an alert that changes $name', ({ types, due }) => {
  const waiting: Incident = { ...after(...types), dueAt: time(3600) };
  const changed = incidentEvents['incident.alert-changed'](waiting, 2);
  expect(evolve(waiting, storedAs('incident/i1', waiting.version + 1, changed)).dueAt).toBe(due);
});

test('the worst severity of the alerts counts, and leaves with them', () => {
  const critical = joining(alertOf(3));
  const grown = evolve(
    after(),
    storedAs('incident/i1', 2, { type: 'incident.alert-joined', data: { alert: critical } }),
  );
  expect(grown.severity).toBe('critical');
  const split: IncidentEvent = { type: 'incident.split', data: { to: 'i2', keys: [critical.key], why: 'alone' } };
  expect(evolve(grown, storedAs('incident/i1', 3, split)).severity).toBe('warning');
});

test('G-14 with two to approve it, it stays proposed until both have', () => {
  const step = (incident: Incident, event: IncidentEvent) =>
    evolve(incident, storedAs('incident/i1', incident.version + 1, event));
  const proposed: IncidentEvent = {
    type: 'incident.proposed',
    data: { plan: { ...planOf(2), approvers: 2 }, expiresAt: time(900) },
  };
  const says = (by: string): IncidentEvent => ({ type: 'incident.approved', data: { digest: 'digest-2', by } });
  const once = step(step(after('incident.diagnosed'), proposed), says(ana));
  expect(once).toMatchObject({ phase: 'proposed', plan: { approvals: [ana] }, expiresAt: time(900) });
  const bob = 'user:default/bob';
  const plan = { approvals: [ana, bob], by: bob, validUntil: time(900) };
  expect(step(once, says(bob))).toMatchObject({ phase: 'planned', plan });
});

test('who had it taken back is kept with the attempt', () => {
  const undoing: IncidentEvent = { type: 'incident.undoing', data: { key: attempt.key, by: ana } };
  const incident = after(...toVerifying, 'incident.verified');
  const next = evolve(incident, storedAs('incident/i1', incident.version + 1, undoing));
  expect(next).toMatchObject({ attempt: { undoneBy: ana }, attempts: [{ undoneBy: ana }] });
});

test.each<{ name: string; types: Type[]; next: Type }>([
  { name: 'a plan without a diagnosis', types: [], next: 'incident.planned' },
  { name: 'an act without a plan', types: ['incident.diagnosed'], next: 'incident.acting' },
  { name: 'an outcome of no attempt', types: ['incident.diagnosed'], next: 'incident.verified' },
  { name: 'an approval of no plan', types: ['incident.diagnosed'], next: 'incident.approved' },
  { name: 'opening twice', types: [], next: 'incident.opened' },
])('$name is impossible', ({ types, next }) => {
  expect(() => after(...types, next)).toThrow(/cannot be number/);
});

test('nothing can follow before it is opened, and no approval of another plan', () => {
  const deferred = storedAs('incident/i1', 1, incidentEvents['incident.deferred'](after(), 1));
  expect(() => evolve(undefined, deferred)).toThrow('it was never opened');
  const approved: IncidentEvent = { type: 'incident.approved', data: { digest: 'another', by: 'user:default/ana' } };
  expect(() => evolve(after(...toProposed), storedAs('incident/i1', 4, approved))).toThrow('its plan is another one');
});

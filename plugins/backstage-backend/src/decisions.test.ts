import type { Incident, IncidentEvent, Phase } from '@autocura/common';
import { phases } from '@autocura/common';
import { approve, feedback, reject, run, undo } from './decisions';
import { anAction, ago, inMinutes, now, settings, someFacts } from './plan/examples';
import { planOf } from './store/testHistory';
import { afterAnAttempt, incidentAfter, waysInto } from './testSupport/phases';

const ana = 'user:default/ana';
const step = { action: 'restart', target: 'service-1', params: { service: 'service-1' } };
const clock = new Date(now);

/** An incident of that phase, to which one action has happened; its proposal has an hour left. */
function incidentIn(phase: Phase): Incident {
  const incident = incidentAfter(afterAnAttempt(phase));
  return incident.phase === 'proposed' ? { ...incident, expiresAt: inMinutes(60) } : incident;
}
const options = (about: Parameters<typeof someFacts>[0] = {}, others = settings) => ({
  facts: someFacts(about),
  settings: others,
  approvalMs: 15 * 60_000,
  foretold: { cannot: 'nobody was asked' },
});
const keyOf = ({ attempts }: Incident) => attempts[0]?.key ?? '';
const digestOf = (incident: Incident) => ('plan' in incident ? incident.plan.digest : 'digest-1');

const decisions = {
  approve: (incident: Incident) => approve(incident, digestOf(incident), ana, clock),
  reject: (incident: Incident) => reject(incident, digestOf(incident), ana),
  run: (incident: Incident) => run(incident, step, ana, options()),
  undo: (incident: Incident) => undo(incident, keyOf(incident), ana),
  feedback: (incident: Incident) => feedback(incident, { hypothesis: 'service-1/bad-release', right: true }, ana),
};
type Decision = keyof typeof decisions;

const answerOf = (decide: () => IncidentEvent[]): string => {
  try {
    return decide()
      .map(({ type }) => type)
      .join();
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
};

const no = (reason: string) => `ConflictError: ${reason}`;
const busy = (phase: Phase) => no(`Incident i1 is ${phase}; one action at a time`);
const notProposed = (phase: Phase) => no(`Incident i1 is ${phase}, not proposed`);

/** What each phase answers to a decision; `others` for the phases that are not named. */
const table: Record<Decision, { others: (phase: Phase) => string } & Partial<Record<Phase, string>>> = {
  approve: { others: notProposed, proposed: 'incident.approved' },
  reject: { others: notProposed, proposed: 'incident.rejected' },
  run: {
    others: () => 'incident.planned',
    planned: busy('planned'),
    acting: busy('acting'),
    verifying: busy('verifying'),
    undoing: busy('undoing'),
    resolved: no('Incident i1 is resolved'),
    expired: no('Incident i1 is expired'),
  },
  undo: {
    others: () => 'incident.undoing',
    acting: busy('acting'),
    verifying: busy('verifying'),
    undoing: busy('undoing'),
  },
  feedback: { others: () => 'incident.feedback' },
};

describe.each(Object.keys(table) as Decision[])('%s', decision => {
  test.each(phases)('of an incident that is %s', phase => {
    const incident = incidentIn(phase);
    expect(incident.phase).toBe(phase);
    const { others, [phase]: own } = table[decision];
    expect(answerOf(() => decisions[decision](incident))).toBe(own ?? others(phase));
  });

  test('of an incident that is open and not looked into yet', () => {
    const fresh = incidentAfter(waysInto.open);
    const expected: Record<Decision, string> = {
      approve: notProposed('open'),
      reject: notProposed('open'),
      run: no('Incident i1 has no diagnosis yet'),
      undo: 'InputError: body.key: no attempt ',
      feedback: 'InputError: body.hypothesis: service-1/bad-release is not a likely cause of this incident',
    };
    expect(answerOf(() => decisions[decision](fresh))).toBe(expected[decision]);
  });

  test('of an incident that goes on in another', () => {
    const merged = { ...incidentIn('proposed'), mergedInto: 'i2' };
    const expected = decision === 'feedback' ? 'incident.feedback' : no('Incident i1 goes on in i2');
    expect(answerOf(() => decisions[decision](merged))).toBe(expected);
  });
});

describe.each(['approve', 'reject'] as const)('%s is bound to the plan that was seen', decision => {
  const proposed = incidentIn('proposed');
  const answer = (incident: Incident, digest: string) =>
    answerOf(() => (decision === 'approve' ? approve(incident, digest, ana, clock) : reject(incident, digest, ana)));

  test('another digest is refused', () => {
    expect(answer(proposed, 'digest-2')).toBe(no('The plan is another one by now; look at it again'));
  });
  test('so is the old one after the plan has changed', () => {
    expect(answer({ ...proposed, plan: planOf(3) } as Incident, 'digest-1')).toBe(
      no('The plan is another one by now; look at it again'),
    );
  });
});

test('a proposal that ran out can be rejected, and not approved any more', () => {
  const late = { ...incidentIn('proposed'), expiresAt: now } as Incident;
  expect(answerOf(() => approve(late, 'digest-1', ana, clock))).toBe(no('The proposal ran out unanswered'));
  expect(answerOf(() => reject(late, 'digest-1', ana))).toBe('incident.rejected');
  expect(answerOf(() => approve({ ...late, expiresAt: inMinutes(1) } as Incident, 'digest-1', ana, clock))).toBe(
    'incident.approved',
  );
});

describe('who approves', () => {
  const bob = 'user:default/bob';
  const asked = (about: object) => {
    const incident = incidentIn('proposed');
    return { ...incident, plan: { ...planOf(1), ...about } } as Incident;
  };
  const answer = (incident: Incident, by: string) => answerOf(() => approve(incident, 'digest-1', by, clock));

  test('G-32 is not who asked for it', () => {
    expect(answer(asked({ askedBy: ana }), ana)).toBe(
      'NotAllowedError: You asked for it; somebody else has to approve it',
    );
    expect(answer(asked({ askedBy: ana }), bob)).toBe('incident.approved');
  });

  test('G-14 are two for what cannot be taken back, and not the same twice', () => {
    const once = asked({ approvers: 2, approvals: [ana] });
    expect(answer(once, ana)).toBe(no('You have approved it; somebody else has to as well'));
    expect(answer(once, bob)).toBe('incident.approved');
  });
});

test('a note is kept where there is one', () => {
  expect(reject(incidentIn('proposed'), 'digest-1', ana, 'later')).toEqual([
    { type: 'incident.rejected', data: { digest: 'digest-1', by: ana, note: 'later' } },
  ]);
  expect(feedback(incidentIn('resolved'), { hypothesis: 'service-1/bad-release', right: false }, ana)).toEqual([
    { type: 'incident.feedback', data: { hypothesis: 'service-1/bad-release', right: false, by: ana } },
  ]);
});

describe('run', () => {
  const ran = (about: Parameters<typeof someFacts>[0], asked = step) =>
    answerOf(() => run(incidentIn('escalated'), asked, ana, options(about)));

  test('is done where nothing asks', () => {
    const [event] = run(incidentIn('escalated'), step, ana, options());
    const plan = { step, askedBy: ana, by: ana, validUntil: inMinutes(15) };
    expect(event).toMatchObject({ type: 'incident.planned', data: { plan } });
  });

  test('G-32 is proposed to somebody else where a guardrail asks', () => {
    const [event] = run(incidentIn('escalated'), step, ana, options({ policy: { rules: [] } }));
    const data = { plan: { step, askedBy: ana, foretold: { cannot: 'nobody was asked' } }, expiresAt: inMinutes(15) };
    expect(event).toMatchObject({ type: 'incident.proposed', data });
  });

  test.each<{ name: string; facts?: Parameters<typeof someFacts>[0]; asked?: typeof step; reason: RegExp }>([
    { name: 'what nothing here can do', asked: { ...step, action: 'dance' }, reason: /nothing here can run "dance"/ },
    {
      name: 'what must never be touched',
      asked: { ...step, target: 'prometheus', params: { service: 'prometheus' } },
      facts: { protectedTargets: ['prometheus'] },
      reason: /prometheus/,
    },
    {
      name: 'while another acts on the same target',
      facts: { underWay: [{ incidentId: 'i9', target: 'service-1' }] },
      reason: /i9/,
    },
    {
      name: 'what a policy only observes',
      facts: { policy: { rules: [{ name: 'hands off', match: {}, mode: 'observe' }] } },
      reason: /hands off/,
    },
  ])('does not do $name', ({ facts = {}, asked = step, reason }) => {
    expect(ran(facts, asked)).toMatch(/^ConflictError: /);
    expect(ran(facts, asked)).toMatch(reason);
  });

  test('does not do what its action objects to', () => {
    const objecting = { ...settings, actions: [anAction({ objection: () => 'replicas: 90 is more than 20' })] };
    expect(answerOf(() => run(incidentIn('blocked'), step, ana, options({}, objecting)))).toMatch(
      /^ConflictError: .*replicas: 90 is more than 20/,
    );
  });
});

describe('undo', () => {
  const attempt = (change: object) => {
    const incident = incidentIn('escalated');
    return { ...incident, attempts: incident.attempts.map(one => ({ ...one, ...change })) };
  };
  test('needs a way back', () => {
    const { undo: _, ...rest } = incidentIn('escalated').attempts[0]!;
    const incident = { ...incidentIn('escalated'), attempts: [rest] };
    expect(answerOf(() => decisions.undo(incident))).toBe(no('restart has no way back'));
  });
  test('happens once', () => {
    expect(answerOf(() => decisions.undo(attempt({ undoneAt: ago(1) })))).toBe(no('It is taken back already'));
  });
  test('waits for a diagnosis of the episode that goes on', () => {
    const { diagnosis: _, ...reopened } = incidentIn('open');
    expect(answerOf(() => decisions.undo(reopened as Incident))).toBe(no('Incident i1 has no diagnosis yet'));
  });
});

test('feedback is about a cause that was named', () => {
  const answer = answerOf(() =>
    feedback(incidentIn('resolved'), { hypothesis: 'service-1/disk-full', right: true }, ana),
  );
  expect(answer).toBe('InputError: body.hypothesis: service-1/disk-full is not a likely cause of this incident');
});

import type { Diagnosis, Hypothesis, Located, Plan } from '@autocura/common';
import fc from 'fast-check';
import type { WorthRow } from '../learn';
import {
  aHypothesis,
  ago,
  anAction,
  anAlert,
  anAttempt,
  anIncident,
  aPastAction,
  automatic,
  inMinutes,
  restartCart,
  rollCartBack,
  settings,
  someFacts,
} from './examples';
import { foreseen } from './foreseen';
import { judgeAgain, plan, planForPerson } from './plan';
import type { PolicyRule } from './policy';

const ana = 'user:default/ana';
const diagnosis = (...hypotheses: Hypothesis[]): Diagnosis => ({
  at: ago(1),
  looked: ['cart', 'orders'],
  hypotheses,
  evidence: [],
});
const twoRemedies = aHypothesis({ remedies: [restartCart, rollCartBack] });
const worthRow = (action: string, about: Partial<WorthRow>): WorthRow => ({
  failureMode: 'memory-leak',
  action,
  service: 'cart',
  healed: 0,
  notHealed: 0,
  worse: 0,
  inconclusive: 0,
  denied: 0,
  ...about,
});

const decide = (about: Partial<Parameters<typeof plan>[0]> = {}) =>
  plan({
    incident: anIncident(),
    diagnosis: diagnosis(twoRemedies),
    worth: [],
    facts: someFacts(),
    settings,
    ...about,
  });

/** The step that a decision is about. */
const stepOf = (decision: ReturnType<typeof plan>) => ('plan' in decision ? decision.plan.step : undefined);

describe('one plan is one step', () => {
  test('the first remedy of the likeliest cause, when the policy grants it', () => {
    const decision = decide();
    expect(decision).toMatchObject({
      kind: 'planned',
      plan: { step: restartCart, says: 'restart cart', hypothesis: 'cart/memory-leak', digest: expect.any(String) },
    });
    expect('plan' in decision && decision.plan.verdicts).toEqual([
      { guardrail: 'policy-mode', decision: 'allow', reason: 'automatic: policy "all of it"' },
    ]);
  });

  test('G-10 without a policy it is proposed', () => {
    expect(decide({ facts: someFacts({ policy: { rules: [] } }) }).kind).toBe('proposed');
  });

  test('what only time forbids is waited for', () => {
    const facts = someFacts({ recent: [aPastAction({ at: ago(1) })] });
    expect(decide({ facts })).toMatchObject({ kind: 'blocked', until: inMinutes(4), plan: { step: restartCart } });
  });

  describe('G-34 of a remedy that was refused because somebody else owns what it changes', () => {
    const syncBack = { action: 'roll-back-application', target: 'shop', params: { application: 'shop' } };
    const known = { ...settings, actions: [...settings.actions, anAction({ id: 'roll-back-application' })] };
    const refused = anAttempt({ step: restartCart, failed: 'refused', instead: syncBack, outcome: 'not healed' });
    const next = (attempts: (typeof refused)[]) =>
      plan({
        ...{ incident: anIncident({ attempts }), diagnosis: diagnosis(twoRemedies) },
        ...{ worth: [], facts: someFacts(), settings: known },
      });

    test('what comes to the same at its owner is next', () => {
      expect(next([refused])).toMatchObject({ kind: 'planned', plan: { step: syncBack } });
    });

    test('and then the next remedy', () => {
      const tried = anAttempt({ step: syncBack, number: 2, outcome: 'not healed' });
      expect(next([refused, tried])).toMatchObject({ kind: 'planned', plan: { step: rollCartBack } });
    });

    test('another episode knows nothing of it', () => {
      const earlier = { ...refused, key: refused.key.replace('i1/1/', 'i1/0/') };
      expect(next([earlier])).toMatchObject({ kind: 'planned', plan: { step: restartCart } });
    });
  });

  test('after a try that did not heal comes the next remedy', () => {
    const incident = anIncident({ attempts: [anAttempt({ outcome: 'not healed' })] });
    expect(stepOf(decide({ incident }))).toEqual(rollCartBack);
  });

  test('what a person rejected is passed over', () => {
    const first = decide();
    const rejected = 'plan' in first ? [first.plan.digest] : [];
    expect(stepOf(decide({ incident: anIncident({ rejected }) }))).toEqual(rollCartBack);
  });

  test('the next cause has its turn when the first has nothing left, but does not stand out and is proposed', () => {
    const second = aHypothesis({
      id: 'cart/bad-release',
      standing: 'inconclusive',
      support: 1,
      remedies: [rollCartBack],
    });
    const incident = anIncident({ attempts: [anAttempt({ outcome: 'not healed' })] });
    expect(decide({ incident, diagnosis: diagnosis(aHypothesis(), second) })).toMatchObject({
      kind: 'proposed',
      plan: { step: rollCartBack, hypothesis: 'cart/bad-release' },
    });
  });
});

test('a step is taken by itself as soon as that was earned at this service for this cause', () => {
  const policy = { rules: [{ ...automatic, earned: true }] };
  const remedy = { failureMode: 'memory-leak', action: 'restart', service: 'cart' };
  const share = { of: 10, successes: 10 };
  const kindWith = (about: Partial<typeof remedy>) => {
    const earned = [{ ...remedy, ...about, level: 'auto' as const, reasons: [], tried: share, left: share }];
    return decide({ facts: someFacts({ policy, earned }) }).kind;
  };
  expect(kindWith({})).toBe('planned');
  for (const other of [{ action: 'roll-back' }, { service: 'orders' }, { failureMode: 'overload' }]) {
    expect(kindWith(other)).toBe('proposed');
  }
});

describe('learned worth orders the remedies', () => {
  const healedAndFailed = [worthRow('roll-back', { healed: 2 }), worthRow('restart', { notHealed: 2 })];

  test('of two equal remedies the one that healed goes before the one that failed', () => {
    expect(stepOf(decide())).toEqual(restartCart);
    expect(stepOf(decide({ worth: healedAndFailed }))).toEqual(rollCartBack);
  });

  test('a "no" withdraws the credit, and the order is as it was', () => {
    expect(stepOf(decide({ worth: [worthRow('roll-back', { healed: 1 })] }))).toEqual(rollCartBack);
    expect(stepOf(decide({ worth: [worthRow('roll-back', { healed: 0, denied: 1 })] }))).toEqual(restartCart);
  });
});

describe('observe only', () => {
  const observing = (...more: PolicyRule[]) =>
    someFacts({ policy: { rules: [{ ...automatic, match: { action: ['restart'] }, mode: 'observe' }, ...more] } });

  test('is shown with its verdicts, and nobody is asked', () => {
    const decision = decide({ facts: observing(), diagnosis: diagnosis(aHypothesis({ remedies: [restartCart] })) });
    expect(decision).toMatchObject({
      kind: 'observed',
      plan: { step: restartCart, verdicts: [{ guardrail: 'policy-mode', decision: 'deny' }] },
    });
  });

  test('does not keep another remedy from being taken', () => {
    const remedies = [restartCart, rollCartBack];
    const facts = observing({ ...automatic, match: { action: ['roll-back'] } });
    expect(decide({ facts, diagnosis: diagnosis(aHypothesis({ remedies })) })).toMatchObject({
      kind: 'planned',
      plan: { step: rollCartBack },
    });
  });

  test('is nothing where something else forbids it for good', () => {
    expect(decide({ facts: { ...observing(), protectedTargets: ['cart'] } })).toMatchObject({ kind: 'escalated' });
  });

  test('is what becomes of a plan when the policy turns so', () => {
    const decision = decide({});
    if (decision.kind !== 'planned') throw new Error(`it is ${decision.kind}`);
    expect(judgeAgain({ incident: anIncident(), plan: decision.plan, facts: observing(), settings })).toMatchObject({
      kind: 'observed',
    });
  });
});

describe('escalation tells the whole story', () => {
  const reasonOf = (decision: ReturnType<typeof plan>) =>
    decision.kind === 'escalated' ? decision.reason : decision.kind;

  test('the cause is unknown', () => {
    expect(reasonOf(decide({ diagnosis: diagnosis() }))).toBe(
      'The cause is unknown: looked at cart, orders and nothing stood out.',
    );
    expect(reasonOf(decide({ diagnosis: diagnosis(aHypothesis({ standing: 'inconclusive', support: 0 })) }))).toContain(
      'The cause is unknown',
    );
  });

  test('what was tried and what was refused, each with its reason', () => {
    const incident = anIncident({ attempts: [anAttempt({ outcome: 'not healed' })] });
    const unheard = { action: 'reboot-the-moon', target: 'cart', params: {} };
    const remedies = [restartCart, unheard];
    expect(reasonOf(decide({ incident, diagnosis: diagnosis(aHypothesis({ remedies })) }))).toBe(
      'Likely cause: Memory leaks (cart). Tried: restart cart (not healed). ' +
        'Not done: restart cart, because it was tried before: not healed. ' +
        'Not done: reboot-the-moon cart, because nothing here can run "reboot-the-moon".',
    );
  });

  test('what two hypotheses have in common is refused once', () => {
    const incident = anIncident({ attempts: [anAttempt({ outcome: 'not healed' })] });
    const known = [
      aHypothesis({ remedies: [restartCart] }),
      aHypothesis({ id: 'cart/hangs', remedies: [restartCart] }),
    ];
    expect(reasonOf(decide({ incident, diagnosis: diagnosis(...known) })).split('Not done')).toHaveLength(2);
  });

  test('no remedy is known', () => {
    expect(reasonOf(decide({ diagnosis: diagnosis(aHypothesis({ remedies: [] })) }))).toContain(
      'No remedy is known for it.',
    );
  });
});

test('G-12 no plan has an empty target, whatever the policy grants and whoever asks', () => {
  const target = fc.oneof(fc.constantFrom('', ' ', '\n'), fc.string());
  fc.assert(
    fc.property(target, fc.boolean(), (name, byPerson) => {
      const step = { ...restartCart, target: name };
      const decision = byPerson
        ? planForPerson({ incident: anIncident(), step, by: ana, facts: someFacts(), settings })
        : decide({ diagnosis: diagnosis(aHypothesis({ remedies: [step] })) });
      expect(decision.kind === 'planned').toBe(name.trim() !== '');
    }),
  );
});

describe('right before acting it is judged again', () => {
  const planned = (): Plan => {
    const decision = decide();
    if (decision.kind !== 'planned') throw new Error(`expected a plan, got ${decision.kind}`);
    return decision.plan;
  };
  const again = (about: Partial<Parameters<typeof judgeAgain>[0]> = {}) =>
    judgeAgain({
      incident: { ...anIncident(), diagnosis: diagnosis(twoRemedies) },
      plan: planned(),
      facts: someFacts(),
      settings,
      ...about,
    });

  test('nothing changed', () => expect(again()).toEqual({ kind: 'planned', plan: planned() }));

  test('G-01 the alert resolved meanwhile', () => {
    const incident = {
      ...anIncident({ alerts: [anAlert({ status: 'resolved' })] }),
      diagnosis: diagnosis(twoRemedies),
    };
    expect(again({ incident })).toMatchObject({
      kind: 'escalated',
      reason: expect.stringContaining('none of its alerts'),
    });
  });

  test('G-25 another incident was faster', () => {
    expect(again({ facts: someFacts({ underWay: [{ incidentId: 'i2', target: 'cart' }] }) }).kind).toBe('blocked');
  });

  test('the policy was withdrawn: it is proposed', () => {
    expect(again({ facts: someFacts({ policy: { rules: [] } }) }).kind).toBe('proposed');
  });

  describe('what a person approved', () => {
    const careful = { rules: [{ ...automatic, mode: 'approve' as const }], version: 'v1' };
    // Two guardrails ask, so that each of these holds without either.
    const silenced = 'maintenance until noon';
    const facts = someFacts({ policy: careful, silenced });
    const approvedPlan = (): Plan => {
      const decision = decide({ facts });
      if (decision.kind !== 'proposed') throw new Error(`expected a proposal, got ${decision.kind}`);
      return { ...decision.plan, approvals: [ana], by: ana, validUntil: inMinutes(15) };
    };
    const approved = (about: Partial<Parameters<typeof judgeAgain>[0]> = {}) =>
      again({ facts, plan: approvedPlan(), ...about });

    test('is done', () => expect(approved()).toMatchObject({ kind: 'planned', plan: { by: ana, approvals: [ana] } }));

    test('G-31 is void in another episode and for a changed step', () => {
      expect(approved({ incident: anIncident({ episode: 2 }) }).kind).toBe('escalated');
      expect(approved({ plan: { ...approvedPlan(), step: rollCartBack } }).kind).toBe('escalated');
    });

    test('G-31 is asked again when its time is over', () => {
      const late = approved({ plan: { ...approvedPlan(), validUntil: ago(0) } });
      expect(late).toMatchObject({ kind: 'proposed', plan: { step: restartCart } });
      expect('plan' in late && 'by' in late.plan).toBe(false);
    });

    test('G-31 is asked again when the policy says something else by now, even the same of this step', () => {
      expect(approved({ facts: { ...facts, policy: { ...careful, version: 'v2' } } }).kind).toBe('proposed');
    });

    test('G-31 is used once: after another try it is asked again', () => {
      const incident = {
        ...anIncident({ attempts: [anAttempt({ step: rollCartBack, outcome: 'not healed' })] }),
        diagnosis: diagnosis(twoRemedies),
      };
      expect(approved({ incident }).kind).toBe('proposed');
    });

    describe('G-31 with what is foretold', () => {
      const change = { object: 'Deployment shop/cart', field: 'spec.replicas', from: '3', to: '5' };
      const foretold = { changes: [change] };
      const told = (): Plan => {
        const decision = decide({ facts });
        if (decision.kind !== 'proposed') throw new Error(`expected a proposal, got ${decision.kind}`);
        const plan = foreseen(decision.plan, foretold, { incident: anIncident(), facts, settings });
        return { ...plan, approvals: [ana], by: ana, validUntil: inMinutes(15) };
      };

      test('is done while the same is foretold, and keeps it while it waits', () => {
        expect(approved({ plan: told() })).toMatchObject({ kind: 'planned', plan: { by: ana, foretold } });
        expect(approved({ plan: told(), foretold })).toMatchObject({ kind: 'planned', plan: { by: ana } });
      });

      test.each([{ changes: [{ ...change, from: '4' }] }, { changes: [] }, { cannot: 'nobody answers' }])(
        'is asked again, with the reason, when it is %j by now',
        other => {
          const decision = approved({ plan: told(), foretold: other });
          const again = 'something else would change by now than what was approved';
          expect(decision).toMatchObject({ kind: 'proposed', plan: { again } });
          expect('plan' in decision && 'approvals' in decision.plan).toBe(false);
        },
      );

      test('what an approval did not know of takes it away', () => {
        const one = { ...approvedPlan(), foretold: { changes: [] } };
        const plan = foreseen(one, foretold, { incident: anIncident(), facts, settings });
        expect(plan).toMatchObject({ foretold, digest: expect.not.stringMatching(approvedPlan().digest) });
        expect(plan.approvals ?? plan.by ?? plan.validUntil).toBeUndefined();
      });
    });

    test('G-14 is done when two have approved what cannot be taken back', () => {
      const irreversible = { ...settings, actions: [anAction({ reversible: 'irreversible' })] };
      const asked = (approvals: string[]) =>
        approved({ settings: irreversible, plan: { ...approvedPlan(), approvals } });
      expect(asked([ana])).toMatchObject({ kind: 'proposed', plan: { approvers: 2 } });
      expect(asked([ana, 'user:default/bob']).kind).toBe('planned');
    });
  });
});

describe('the cause is unknown', () => {
  const reasonWith = (located?: Located) => {
    const decision = decide({ incident: anIncident(), diagnosis: { ...diagnosis(), ...(located && { located }) } });
    return decision.kind === 'escalated' ? decision.reason : decision.kind;
  };
  const services = [{ service: 'orders', because: [] }];

  test('where it stands out by statistics is told to who is called', () =>
    expect(reasonWith({ services, abstains: false, confidence: 0.83 })).toContain(
      'By statistics alone it is at orders, as it is in 8 of 10 such cases.',
    ));

  test.each([undefined, { services, abstains: true, confidence: 0.1 }, { services: [], abstains: false }])(
    'where nothing does, no place is named',
    located => expect(reasonWith(located)).not.toContain('statistics'),
  );
});

describe('a person asks for a step', () => {
  const ask = (facts = someFacts({ policy: { rules: [] }, silenced: 'maintenance' }), incident = anIncident()) =>
    planForPerson({ incident, step: restartCart, by: ana, facts, settings });

  test('what the policy leaves to the healer is theirs to ask for', () => {
    expect(ask(someFacts())).toMatchObject({ kind: 'planned', plan: { askedBy: ana, by: ana } });
  });

  test('G-32 what guardrails ask about somebody else has to approve', () => {
    const asked = ask();
    expect(asked).toMatchObject({ kind: 'proposed', plan: { askedBy: ana } });
    expect('plan' in asked && 'by' in asked.plan).toBe(false);
  });

  test('with no diagnosis it follows from nothing known', () => {
    expect(ask()).toMatchObject({ plan: { hypothesis: 'cart/unknown' } });
  });

  test('it follows from the hypothesis that names such a remedy', () => {
    const other = aHypothesis({ id: 'orders/overload', remedies: [rollCartBack] });
    const another = aHypothesis({ id: 'cart/memory-leak' });
    const incident = { ...anIncident(), diagnosis: diagnosis(other, another) };
    expect(ask(undefined, incident)).toMatchObject({ plan: { hypothesis: 'cart/memory-leak' } });
  });

  test('they may insist on what was tried before, which the healer may not', () => {
    const incident = anIncident({ attempts: [anAttempt({ outcome: 'not healed' })] });
    expect(ask(undefined, incident).kind).toBe('proposed');
    expect(decide({ incident, diagnosis: diagnosis(aHypothesis()) }).kind).toBe('escalated');
  });

  test('G-13 what is denied stays denied', () => {
    expect(ask(someFacts({ protectedTargets: ['cart'] }))).toMatchObject({
      kind: 'escalated',
      reason: 'Not done: restart cart, because cart is protected.',
    });
  });

  test('a step out of bounds is described without being trusted', () => {
    const strict = {
      ...settings,
      actions: [
        anAction({
          objection: () => 'service: missing',
          describe: () => {
            throw new Error('unsound');
          },
        }),
      ],
    };
    const decision = planForPerson({
      incident: anIncident(),
      step: restartCart,
      by: ana,
      facts: someFacts(),
      settings: strict,
    });
    expect(decision).toEqual({
      kind: 'escalated',
      reason: 'Not done: restart cart, because the step is not sound: service: missing.',
    });
  });
});

import type { Attempt, Incident, Outcome, Step } from '@autocura/common';
import { isFiring, modes } from '@autocura/common';
import fc from 'fast-check';
import { attemptKey } from './attempts';
import { type Candidate, judgeCandidate } from './candidate';
import { aHypothesis, ago, anAction, anAlert, anIncident, inMinutes, now, settings, someFacts } from './examples';
import type { Facts, PastAction } from './facts';
import { guardrails } from './guardrails';
import { type Limits, strictestLimits } from './limits';
import { granted, type Policy } from './policy';

/** Incident, policy and history by chance, small enough that they meet often. */

const runs = 10_000;
const hourMs = 3_600_000;

const services = ['cart', 'cart', 'cart', 'orders', 'prometheus'];
const service = fc.constantFrom(...services);
const action = fc.constantFrom('restart', 'scale', 'wipe');
const outcome = fc.constantFrom<(Outcome | undefined)[]>('healed', 'not healed', 'worse', 'inconclusive', undefined);
const minutes = fc.integer({ min: 0, max: 24 * 60 });
const actions = [
  anAction({ id: 'restart', interrupts: true }),
  anAction({
    id: 'scale',
    reversible: 'reversible',
    leaves: ({ params }) => Number(params.replicas),
    grows: 'replicas',
    wants: ({ params }) => ({ memoryMiB: Number(params.replicas) }),
  }),
  anAction({ id: 'wipe', reversible: 'irreversible' }),
];

const step: fc.Arbitrary<Step> = fc
  .record({
    action,
    service,
    target: fc.constantFrom('same', 'same', 'same', 'same', 'same', 'same', '', ' '),
    replicas: fc.nat(4),
  })
  .map(({ action: id, service: of, target, replicas }) => ({
    action: id,
    target: target === 'same' ? of : target,
    params: { service: of, ...(id === 'scale' && { replicas }) },
  }));

const small = fc.integer({ min: 1, max: 6 });
const limits: fc.Arbitrary<Partial<Limits>> = fc.record(
  {
    cooldownMs: fc.constantFrom(0, 60_000, hourMs),
    perTargetPerHour: small,
    perServicePerHour: small,
    perHour: fc.integer({ min: 2, max: 10 }),
    raisesPerDay: small,
    memoryMiB: small,
    attemptsPerEpisode: small,
    failuresPerDay: small,
    stormShare: fc.constantFrom(0.2, 0.5),
    stormServices: fc.integer({ min: 3, max: 6 }),
    interruptLastReplica: fc.boolean(),
    tryAgain: fc.boolean(),
  },
  { requiredKeys: [] },
);
const some = <T>(one: fc.Arbitrary<T>) => fc.option(fc.array(one, { minLength: 1, maxLength: 2 }), { nil: undefined });
const rule = fc.record({
  name: fc.constantFrom('a', 'b'),
  match: fc
    .record({ action: some(action), service: some(service) })
    .map(({ action: ids, service: of }) => ({ ...(ids && { action: ids }), ...(of && { service: of }) })),
  mode: fc.oneof(
    { weight: 5, arbitrary: fc.constant('auto' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...modes) },
  ),
  limits,
});
const policy: fc.Arbitrary<Policy> = fc
  .record({ rules: fc.array(rule, { maxLength: 2 }), broken: fc.integer({ min: 0, max: 9 }) })
  .map(({ rules, broken }) => ({ rules, ...(broken === 0 && { unreadable: 'line 3' }) }));

const past: fc.Arbitrary<PastAction> = fc
  .record({ step, at: minutes, outcome, undone: fc.boolean() })
  .map(({ step: done, at, outcome: came, undone }) => ({
    ...done,
    ...{ incidentId: 'i0', service: String(done.params.service), failureMode: 'memory-leak', at: ago(at) },
    ...(came && { outcome: came }),
    ...(undone && { undoneAt: ago(at / 2) }),
  }));

const incident: fc.Arbitrary<Incident> = fc
  .record({ firing: fc.integer({ min: 0, max: 4 }), tries: fc.array(fc.record({ step, outcome }), { maxLength: 3 }) })
  .map(({ firing, tries }) => {
    const attempts = tries.map(({ step: tried, outcome: came }, index): Attempt => {
      const key = attemptKey({ id: 'i1', episode: 1 }, tried, index + 1);
      const known = { key, number: index + 1, step: tried, hypothesis: 'cart/memory-leak', failureMode: 'memory-leak' };
      return { ...known, service: 'cart', intendedAt: ago(30), before: [], ...(came && { outcome: came }) };
    });
    return anIncident({ attempts, alerts: [anAlert({ status: firing > 0 ? 'firing' : 'resolved' })] });
  });

const facts: fc.Arbitrary<Facts> = fc
  .record({
    policy,
    recent: fc.array(past, { maxLength: 5 }),
    unhealthy: fc.oneof(fc.nat(2), fc.nat(8)),
    held: fc.integer({ min: 0, max: 9 }),
    busy: fc.integer({ min: 0, max: 5 }),
    running: fc.option(fc.nat(4), { nil: undefined }),
  })
  .map(({ policy: said, recent, unhealthy, held, busy, running }) =>
    someFacts({
      ...{ policy: said, recent, services: { unhealthy, known: 8 }, protectedTargets: ['prometheus'] },
      brake: held === 0 ? [{ by: 'file', reason: 'stop' }] : [],
      underWay: busy === 0 ? [{ incidentId: 'i9', target: 'cart' }] : [],
      replicas: running === undefined ? {} : Object.fromEntries(services.map(name => [name, { running, wanted: 2 }])),
    }),
  );

const triple = fc.record({ incident, facts, step });
type Triple = typeof triple extends fc.Arbitrary<infer T> ? T : never;

const judge = ({ incident: of, facts: known, step: wanted }: Triple, word: Candidate['word'] = {}) => {
  const hypothesis = aHypothesis({ id: 'cart/memory-leak', service: String(wanted.params.service) });
  return judgeCandidate({ incident: of, hypothesis, step: wanted, word }, known, { ...settings, actions });
};
/** Every guardrail's word; `by`: of a step that a person wants. */
const wordsOn = (one: Triple, by?: string) => {
  const { incident: of, facts: known, step: wanted } = one;
  const hypothesis = aHypothesis({ id: 'cart/memory-leak', service: String(wanted.params.service) });
  const grant = granted(known.policy, wanted, 'memory-leak', now);
  const action = knownAction(one);
  const subject = {
    incident: of,
    hypothesis,
    step: wanted,
    action,
    digest: 'd',
    grant,
    ...(by !== undefined && { by }),
  };
  return guardrails.flatMap(guardrail => guardrail.judge(subject, known) ?? []);
};
const limitsOf = ({ facts: known, step: wanted }: Triple) => granted(known.policy, wanted, 'memory-leak', now).limits;
const knownAction = ({ step: wanted }: Triple) => actions.find(({ id }) => id === wanted.action)!;

/** The same again: `fc.sample(triple, { numRuns: runs, seed })`. */
const seed = Date.now();
const planned = fc.sample(triple, { numRuns: runs, seed }).filter(one => judge(one).kind === 'planned');

/** Holds of every plan that would be carried out with nobody asked. */
function ofEveryPlan(holds: (triple: Triple) => void) {
  // Where hardly anything is planned, hardly anything is shown.
  expect(planned.length).toBeGreaterThan(runs / 50);
  for (const one of planned) {
    try {
      holds(one);
    } catch (error) {
      throw new Error(`seed ${seed}: ${JSON.stringify(one)}`, { cause: error });
    }
  }
}

test('the strictest verdict wins, whatever the others say', () => {
  fc.assert(
    fc.property(triple, one => {
      const judged = judge(one);
      const words = wordsOn(one);
      const says = (decision: string) => words.filter(word => word.decision === decision);
      const forGood = says('deny').some(({ until }) => until === undefined);
      const expected = forGood
        ? 'refused'
        : says('deny').length > 0
          ? 'blocked'
          : says('ask').length > 0
            ? 'proposed'
            : 'planned';
      expect(judged.kind).toBe(expected);
    }),
    { numRuns: runs },
  );
});

test('G-73 there is no glass to break: whoever asks and however many approve, what a guardrail denies is not done', () => {
  const [ana, bob, eve] = ['user:default/ana', 'user:default/bob', 'user:default/eve'] as const;
  const word = { askedBy: ana, approvals: [bob, eve], by: eve, validUntil: inMinutes(15) };
  let denied = 0;
  fc.assert(
    fc.property(triple, one => {
      if (!wordsOn(one, eve).some(({ decision }) => decision === 'deny')) return;
      denied += 1;
      expect(['refused', 'blocked']).toContain(judge(one, word).kind);
    }),
    { numRuns: runs },
  );
  expect(denied).toBeGreaterThan(runs / 10);
});

test('G-12 no empty target is ever planned', () =>
  ofEveryPlan(({ step: wanted }) => expect(wanted.target.trim()).not.toBe('')));

test('G-01 nothing is planned for an alert that does not fire', () =>
  ofEveryPlan(({ incident: of }) => expect(isFiring(of)).toBe(true)));

test('G-70 nothing is planned while the brake is on', () =>
  ofEveryPlan(({ facts: { brake } }) => expect(brake).toEqual([])));

test('G-13 nothing is planned for what is protected', () =>
  ofEveryPlan(({ step: wanted }) => expect(wanted.target).not.toBe('prometheus')));

test('G-10 nothing is planned that some rule does not leave to the healer, or under a policy that cannot be read', () =>
  ofEveryPlan(({ facts: known, step: wanted }) => {
    expect(known.policy.unreadable).toBeUndefined();
    const matching = known.policy.rules.filter(
      ({ match }) =>
        (match.action?.includes(wanted.action) ?? true) &&
        (match.service?.includes(String(wanted.params.service)) ?? true),
    );
    expect(matching.map(({ mode }) => mode)).toEqual(matching.map(() => 'auto'));
    expect(matching).not.toEqual([]);
    expect(limitsOf({ facts: known, step: wanted } as Triple)).toEqual(
      strictestLimits(matching.map(({ limits: said }) => said ?? {})),
    );
  }));

test('G-14 what cannot be taken back is planned where a rule names it and its service', () =>
  ofEveryPlan(({ facts: known, step: wanted }) => {
    if (wanted.action !== 'wipe') return;
    const named = known.policy.rules.some(
      ({ match }) => match.action?.includes('wipe') && match.service?.includes(String(wanted.params.service)),
    );
    expect(named).toBe(true);
  }));

test('G-23 no plan exceeds a budget', () =>
  ofEveryPlan(one => {
    const lately = one.facts.recent.filter(({ at }) => Date.parse(at) > Date.parse(now) - hourMs);
    const most = limitsOf(one);
    expect(lately.length).toBeLessThan(most.perHour);
    expect(lately.filter(({ target }) => target === one.step.target).length).toBeLessThan(most.perTargetPerHour);
    const ofService = lately.filter(({ service: of }) => of === one.step.params.service);
    expect(ofService.length).toBeLessThan(most.perServicePerHour);
  }));

test('G-24 no plan exceeds the raises of a day', () =>
  ofEveryPlan(one => {
    const running = one.facts.replicas[String(one.step.params.service)]?.running;
    if (one.step.action !== 'scale' || (running !== undefined && Number(one.step.params.replicas) <= running)) return;
    const raised = one.facts.recent.filter(
      ({ action: done, target, undoneAt, at }) =>
        done === 'scale' && target === one.step.target && undoneAt === undefined && at > ago(24 * 60),
    );
    expect(raised.length).toBeLessThan(limitsOf(one).raisesPerDay);
  }));

test('G-62 no plan exceeds a ceiling', () =>
  ofEveryPlan(one => {
    const wanted = knownAction(one).wants?.(one.step).memoryMiB ?? 0;
    expect(wanted).toBeLessThanOrEqual(limitsOf(one).memoryMiB);
  }));

test('G-23 no plan comes before a target has cooled down', () =>
  ofEveryPlan(one => {
    const since = one.facts.recent
      .filter(({ target }) => target === one.step.target)
      .map(({ at }) => Date.parse(now) - Date.parse(at));
    since.forEach(ms => expect(ms).toBeGreaterThanOrEqual(limitsOf(one).cooldownMs));
  }));

test('G-60 no plan exceeds the tries of an incident, or comes within an hour of a day’s last failure', () =>
  ofEveryPlan(one => {
    const { attemptsPerEpisode, failuresPerDay } = limitsOf(one);
    expect(one.incident.attempts.length).toBeLessThan(attemptsPerEpisode);
    const failures = one.facts.recent.filter(
      ({ target, outcome: came, undoneAt }) =>
        target === one.step.target && came !== 'healed' && (came !== undefined || undoneAt !== undefined),
    );
    if (failures.length === 0 || failures.length < failuresPerDay) return;
    const last = Math.max(...failures.map(({ at }) => Date.parse(at)));
    expect(Date.parse(now) - last).toBeGreaterThanOrEqual(hourMs);
  }));

test('G-25 no plan is for a target that another incident acts on', () =>
  ofEveryPlan(({ facts: { underWay }, step: wanted }) =>
    expect(underWay.map(({ target }) => target)).not.toContain(wanted.target),
  ));

test('G-20 G-21 no plan takes away a replica that runs, or the last one for a moment', () =>
  ofEveryPlan(one => {
    const running = one.facts.replicas[String(one.step.params.service)]?.running;
    const left = knownAction(one).leaves?.(one.step);
    if (left !== undefined && running !== undefined) expect(left).toBeGreaterThanOrEqual(running);
    if (knownAction(one).interrupts && !limitsOf(one).interruptLastReplica) expect(running).not.toBe(1);
  }));

test('G-22 no plan is made in a storm', () =>
  ofEveryPlan(one => {
    const { unhealthy, known } = one.facts.services;
    const { stormServices, stormShare } = limitsOf(one);
    expect(unhealthy >= stormServices && unhealthy > known * stormShare).toBe(false);
  }));

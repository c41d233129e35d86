import type { z } from 'zod';
import type { ActionRow, AskedSource, Explanation, AlertTest, HealthChange, Rights } from '../../api';
import type { Autonomy, Problem, Recurrence } from '../../autonomy';
import type { IncidentAlert } from '../../alert';
import type { Change } from '../../change';
import type { Brake } from '../../brake';
import type { Dependency } from '../../dependency';
import type { Diagnosis, Hypothesis, Located, LogFindings, Moved } from '../../diagnosis';
import type { Stored } from '../../events';
import type { ServiceHealth } from '../../health';
import type { NewSecondFactor, NewServiceToken, RecoveryCodes, SecondFactor, ServiceToken } from '../../identity';
import type { Incident, InPhase, Phase } from '../../incident';
import type { LevelChange } from '../../level';
import type { Claim, Evidence, Measurement } from '../../measurement';
import type { Notice, OnCall } from '../../notice';
import type { PersonAct, WouldBeMark } from '../../people';
import type { Attempt, FieldChange, Foretold, Plan, Step, Verdict } from '../../plan';
import type { HealingPolicy } from '../../policy';
import type { Forecast, SizingProposal } from '../../capacity';
import type { CatalogedService, CatalogMapping, ServiceCard } from '../../card';
import type { Foresight, Prediction, TrackRecord } from '../../prediction';
import type { ReplayedEpisode, ReplayReport } from '../../replay';
import type { ShadowedEpisode, ShadowReport } from '../../shadow';
import type { Silence } from '../../silence';
import type { Slo } from '../../slo';
import type { Band, Firing, ThresholdPreview, ThresholdState } from '../../threshold';
import type { Topology } from '../../topology';
import * as models from './index';

/** A type without what tells readonly from not, and absent from undefined. */
type Plain<T> = T extends object ? { -readonly [K in keyof T]: Plain<Exclude<T[K], undefined>> } : T;
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
type Agree<Schema extends z.ZodType, T> = Same<Plain<z.input<Schema>>, Plain<T>>;

type KeysOf<U> = U extends unknown ? keyof U : never;
type ValueAt<U, K> = U extends unknown ? (K extends keyof U ? U[K] : never) : never;
type SometimesAbsent<U, K> = U extends unknown
  ? K extends keyof U
    ? Record<never, never> extends Pick<U, K>
      ? K
      : never
    : K
  : never;
/** A union as one object: what not every member has is optional. */
type Flat<U, K extends KeysOf<U> = KeysOf<U>, Optional = { [Key in K]: SometimesAbsent<U, Key> }[K]> = {
  [Key in Exclude<K, Optional>]: ValueAt<U, Key>;
} & { [Key in K & Optional]?: ValueAt<U, Key> };

test('every schema takes exactly its type', () => {
  const agreements: {
    step: Agree<typeof models.step, Step>;
    measurement: Agree<typeof models.measurement, Measurement>;
    evidence: Agree<typeof models.evidence, Evidence>;
    claim: Agree<typeof models.claim, Claim>;
    verdict: Agree<typeof models.verdict, Verdict>;
    hypothesis: Agree<typeof models.hypothesis, Hypothesis>;
    brake: Agree<typeof models.brake, Brake>;
    serviceToken: Agree<typeof models.serviceToken, ServiceToken>;
    newServiceToken: Agree<typeof models.newServiceToken, NewServiceToken>;
    secondFactor: Agree<typeof models.secondFactor, SecondFactor>;
    newSecondFactor: Agree<typeof models.newSecondFactor, NewSecondFactor>;
    recoveryCodes: Agree<typeof models.recoveryCodes, RecoveryCodes>;
    alertTest: Agree<typeof models.alertTest, AlertTest>;
    rights: Agree<typeof models.rights, Rights>;
    located: Agree<typeof models.located, Located>;
    logFindings: Agree<typeof models.logFindings, LogFindings>;
    explanation: Agree<typeof models.explanation, Explanation>;
    fieldChange: Agree<typeof models.fieldChange, FieldChange>;
    foretold: Agree<typeof models.foretold, Foretold>;
    catalogedService: Agree<typeof models.catalogedService, CatalogedService>;
    catalogMapping: Agree<typeof models.catalogMapping, CatalogMapping>;
    serviceCard: Agree<typeof models.serviceCard, ServiceCard>;
    diagnosis: Agree<typeof models.diagnosis, Diagnosis>;
    plan: Agree<typeof models.plan, Plan>;
    foresight: Agree<typeof models.foresight, Foresight>;
    prediction: Agree<typeof models.prediction, Prediction>;
    trackRecord: Agree<typeof models.trackRecord, TrackRecord>;
    thresholdState: Agree<typeof models.thresholdState, ThresholdState>;
    firing: Agree<typeof models.firing, Firing>;
    band: Agree<typeof models.band, Band>;
    thresholdPreview: Agree<typeof models.thresholdPreview, ThresholdPreview>;
    levelChange: Agree<typeof models.levelChange, LevelChange>;
    forecast: Agree<typeof models.forecast, Forecast>;
    sizingProposal: Agree<typeof models.sizingProposal, SizingProposal>;
    attempt: Agree<typeof models.attempt, Attempt>;
    incidentAlert: Agree<typeof models.incidentAlert, IncidentAlert>;
    personAct: Agree<typeof models.personAct, PersonAct>;
    wouldBeMark: Agree<typeof models.wouldBeMark, WouldBeMark>;
    incident: Agree<typeof models.incident, Flat<Incident>>;
    change: Agree<typeof models.change, Change>;
    serviceHealth: Agree<typeof models.serviceHealth, ServiceHealth>;
    healingPolicy: Agree<typeof models.healingPolicy, HealingPolicy>;
    healthChange: Agree<typeof models.healthChange, HealthChange>;
    actionRow: Agree<typeof models.actionRow, ActionRow>;
    askedSource: Agree<typeof models.askedSource, AskedSource>;
    dependency: Agree<typeof models.dependency, Dependency>;
    topology: Agree<typeof models.topology, Topology>;
    autonomy: Agree<typeof models.autonomy, Autonomy>;
    problem: Agree<typeof models.problem, Problem>;
    recurrence: Agree<typeof models.recurrence, Recurrence>;
    notice: Agree<typeof models.notice, Notice>;
    slo: Agree<typeof models.slo, Slo>;
    silence: Agree<typeof models.silence, Silence>;
    onCall: Agree<typeof models.onCall, OnCall>;
    shadowedEpisode: Agree<typeof models.shadowedEpisode, ShadowedEpisode>;
    shadowReport: Agree<typeof models.shadowReport, ShadowReport>;
    replayedEpisode: Agree<typeof models.replayedEpisode, ReplayedEpisode>;
    replayReport: Agree<typeof models.replayReport, ReplayReport>;
    /** The data of an event is of no fixed form: it is told by its type. */
    storedEvent: Agree<
      typeof models.storedEvent,
      Omit<Stored, 'type' | 'data'> & { type: string; data: Record<string, unknown> }
    >;
  } = {
    ...{
      step: true,
      measurement: true,
      evidence: true,
      claim: true,
      verdict: true,
      hypothesis: true,
      located: true,
      logFindings: true,
      explanation: true,
      fieldChange: true,
      brake: true,
      serviceToken: true,
      newServiceToken: true,
      secondFactor: true,
      newSecondFactor: true,
      recoveryCodes: true,
      diagnosis: true,
    },
    ...{ plan: true, attempt: true, incidentAlert: true, incident: true, change: true, serviceHealth: true },
    ...{ thresholdState: true, firing: true, band: true, thresholdPreview: true, levelChange: true },
    ...{ forecast: true, sizingProposal: true },
    ...{ healthChange: true, actionRow: true, askedSource: true, dependency: true, storedEvent: true, topology: true },

    ...{ foresight: true, prediction: true, trackRecord: true },
    ...{ foretold: true, catalogedService: true, catalogMapping: true, serviceCard: true },
    ...{ notice: true, onCall: true, silence: true, slo: true, healingPolicy: true },
    ...{ personAct: true, wouldBeMark: true, shadowedEpisode: true, shadowReport: true },
    ...{
      autonomy: true,
      problem: true,
      recurrence: true,
      replayedEpisode: true,
      replayReport: true,
      alertTest: true,
      rights: true,
    },
  };
  // That it compiles is the test; here, that no schema was forgotten.
  const schemas = Object.keys(models).filter(name => name !== 'name');
  expect(Object.keys(agreements).sort()).toEqual(schemas.sort());
});

const at = '2026-01-01T00:00:00.000Z';
const step: Step = {
  action: 'roll-back',
  target: 'cart',
  params: { service: 'cart', version: '1', replicas: 2, now: true },
};
const evidence: Evidence = {
  id: 'e1',
  question: { service: 'cart', signal: 'requests.errors', by: 'peer', normal: true },
  source: 'prometheus',
  family: 'otel-http',
  query: 'up',
  unit: 'ratio',
  measurement: { state: 'measured', value: 0.5, at, parts: { bank: 0.5 }, normal: 0, normalParts: { bank: 0 } },
  series: [[1767225600, 0.5]],
};
const silent: Evidence = { ...evidence, id: 'e2', measurement: { state: 'missing', reason: 'no series' } };
const claim: Claim = { says: 'half of its requests fail', evidence: ['e1'] };
const moved: Moved = { signal: 'requests.errors', unit: 'ratio', normal: 0, now: 0.5, explainedBy: 'bank' };
const diagnosis: Diagnosis = {
  at,
  looked: ['cart'],
  hypotheses: [
    {
      id: 'cart/bad-release',
      service: 'cart',
      failureMode: 'bad-release',
      title: 'A bad release',
      support: 4,
      standing: 'likely',
      because: [claim],
      remedies: [step],
      change: 'c1',
    },
  ],
  evidence: [evidence, silent],
  located: { services: [{ service: 'cart', because: [moved] }], abstains: false, confidence: 0.8 },
  logs: {
    patterns: [
      { service: 'cart', text: 'payment refused', isError: true, isNew: true, before: 0, now: 4, firstAt: at },
    ],
    firstError: { service: 'bank', traces: 3, of: 4 },
  },
};
const plan: Plan = {
  step,
  says: 'Roll cart back to version 1',
  hypothesis: 'cart/bad-release',
  verdicts: [{ guardrail: 'cooldown', decision: 'deny', reason: 'too soon', until: at }],
  digest: 'a-digest-of-it',
  by: 'user:default/ana',
};
const attempt: Attempt = {
  key: 'i1/1/roll-back/cart/1',
  number: 1,
  step,
  hypothesis: 'cart/bad-release',
  failureMode: 'bad-release',
  service: 'cart',
  undo: step,
  by: 'user:default/ana',
  intendedAt: at,
  actedAt: at,
  failed: 'refused',
  outcome: 'not healed',
  because: [claim],
  before: [evidence],
  after: [silent],
  verifiedAt: at,
  undoneAt: at,
  instead: step,
};
const base: Omit<InPhase<'open'>, 'phase'> = {
  id: 'i1',
  version: 3,
  episode: 1,
  began: 'alert',
  service: 'cart',
  services: ['cart', 'gateway'],
  title: 'cart fails',
  severity: 'critical',
  alerts: [
    {
      key: `f@${at}`,
      name: 'ErrorRatioHigh',
      service: 'cart',
      labels: { service_name: 'cart' },
      summary: 'it fails',
      status: 'resolved',
      startsAt: '2026-01-01T01:00:00+01:00',
      endsAt: at,
      why: 'the same service',
    },
  ],
  startedAt: at,
  openedAt: at,
  updatedAt: at,
  dueAt: at,
  attempts: [attempt],
  mergedInto: 'i2',
  rejected: ['a-digest-of-it'],
  untold: 2,
  feedback: [{ hypothesis: 'cart/bad-release', right: false, by: 'user:default/ana', at, note: 'no' }],
  people: [{ id: 'p2', at, by: 'user:default/ana', says: 'Restarted it', outcome: 'healed' as const }],
  marks: [{ digest: 'd', mark: 'harmful' as const, by: 'user:default/ana', at, note: 'no' }],
};
const samples: { [P in Phase]: InPhase<P> } = {
  open: { ...base, phase: 'open' },
  diagnosed: { ...base, phase: 'diagnosed', diagnosis },
  planned: { ...base, phase: 'planned', diagnosis, plan },
  observed: { ...base, phase: 'observed', diagnosis, plan },
  proposed: { ...base, phase: 'proposed', diagnosis, plan, expiresAt: at },
  blocked: { ...base, phase: 'blocked', diagnosis, plan, reason: 'cooling down' },
  acting: { ...base, phase: 'acting', diagnosis, plan, attempt },
  verifying: { ...base, phase: 'verifying', diagnosis, plan, attempt },
  undoing: { ...base, phase: 'undoing', diagnosis, attempt },
  resolved: { ...base, phase: 'resolved', resolvedAt: at, how: 'by itself' },
  escalated: { ...base, phase: 'escalated', reason: 'nothing left to try' },
  expired: { ...base, phase: 'expired', reason: 'nobody answered' },
};

test.each(Object.values(samples))('an incident that is $phase loses nothing', incident => {
  expect(models.incident.parse(incident)).toEqual(incident);
});

test.each(Object.keys(base).filter(key => !['dueAt', 'mergedInto', 'untold', 'people', 'marks'].includes(key)))(
  'no incident is without %s',
  key => {
    const { [key]: _, ...rest }: Record<string, unknown> = { ...samples.open };
    expect(models.incident.safeParse(rest).error?.issues).toMatchObject([{ path: [key] }]);
  },
);

test.each<[string, unknown]>([
  ['a phase there is not', { ...samples.open, phase: 'predicted' }],
  ['a time without a zone', { ...samples.open, openedAt: '2026-01-01T00:00:00' }],
  ['version 0', { ...samples.open, version: 0 }],
  ['an outcome there is not', { ...samples.open, attempts: [{ ...attempt, outcome: 'success' }] }],
  [
    'a measured value that is none',
    {
      ...samples.diagnosed,
      diagnosis: { ...diagnosis, evidence: [{ ...evidence, measurement: { state: 'measured', value: null, at } }] },
    },
  ],
  [
    'more than 300 points',
    {
      ...samples.diagnosed,
      diagnosis: { ...diagnosis, evidence: [{ ...evidence, series: Array.from({ length: 301 }, () => [1, 1]) }] },
    },
  ],
])('%s is refused', (_, incident) => {
  expect(models.incident.safeParse(incident).success).toBe(false);
});

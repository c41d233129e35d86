import { z } from 'zod';
import { healthStates } from '../health';
import { phases } from '../incident';
import { wouldBeMarks } from '../people';
import { modes, outcomes } from '../plan';
import { replayKinds } from '../replay';
import { agreements } from '../shadow';
import { signalNames } from '../signals';

const time = z.iso.datetime({ offset: true });
/** Names end up in columns and in other programs' URLs; PostgreSQL refuses NUL. */
export const name = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[^\u0000-\u001f\u007f]*$/, 'has a control character');
const values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));

export const step = z.object({ action: name(100), target: name(253), params: values }).meta({ id: 'Step' });

export const measurement = z
  .discriminatedUnion('state', [
    z.object({
      state: z.literal('measured'),
      value: z.number(),
      at: time,
      parts: z.record(z.string(), z.number()).optional(),
      normal: z.number().optional(),
      normalParts: z.record(z.string(), z.number()).optional(),
    }),
    z.object({ state: z.literal('missing'), reason: z.string() }),
  ])
  .meta({ id: 'Measurement' });

export const evidence = z
  .object({
    id: z.string(),
    question: z.object({
      service: z.string(),
      signal: z.enum(signalNames),
      by: z.enum(['peer', 'instance']).optional(),
      normal: z.boolean().optional(),
    }),
    source: z.literal('prometheus'),
    family: z.string(),
    query: z.string(),
    unit: z.string(),
    measurement,
    series: z
      .array(z.tuple([z.number(), z.number()]))
      .max(300)
      .optional(),
  })
  .meta({ id: 'Evidence' });

export const claim = z.object({ says: z.string(), evidence: z.array(z.string()) }).meta({ id: 'Claim' });

export const verdict = z
  .object({
    guardrail: z.string(),
    decision: z.enum(['allow', 'ask', 'deny']),
    reason: z.string(),
    until: time.optional(),
  })
  .meta({ id: 'Verdict' });

export const hypothesis = z
  .object({
    id: z.string(),
    service: z.string(),
    failureMode: z.string(),
    title: z.string(),
    support: z.number(),
    standing: z.enum(['confirmed', 'likely', 'inconclusive']),
    because: z.array(claim),
    remedies: z.array(step),
    change: z.string().optional(),
  })
  .meta({ id: 'Hypothesis' });

const moved = z.object({
  signal: z.enum(signalNames),
  unit: z.string(),
  normal: z.number(),
  now: z.number(),
  explainedBy: z.string().optional(),
});
export const located = z
  .object({
    services: z.array(z.object({ service: z.string(), because: z.array(moved) })),
    abstains: z.boolean(),
    confidence: z.number().min(0).max(1).optional(),
  })
  .meta({ id: 'Located' });

export const diagnosis = z
  .object({
    at: time,
    looked: z.array(z.string()),
    hypotheses: z.array(hypothesis),
    evidence: z.array(evidence),
    located: located.optional(),
  })
  .meta({ id: 'Diagnosis' });

const sentence = z.object({ text: z.string(), evidence: z.array(z.string()) }).meta({ id: 'Sentence' });
export const explanation = z
  .object({
    sentences: z.array(sentence),
    by: z.enum(['evidence', 'model']),
    dropped: z.number().optional(),
    note: z.string().optional(),
  })
  .meta({ id: 'Explanation' });

export const plan = z
  .object({
    step,
    says: z.string(),
    hypothesis: z.string(),
    verdicts: z.array(verdict),
    digest: z.string(),
    askedBy: z.string().optional(),
    approvers: z.int().positive().optional(),
    approvals: z.array(z.string()).optional(),
    by: z.string().optional(),
    validUntil: time.optional(),
  })
  .meta({ id: 'Plan' });

export const fieldChange = z
  .object({ object: z.string(), field: z.string(), from: z.string().optional(), to: z.string().optional() })
  .meta({ id: 'FieldChange' });

export const attempt = z
  .object({
    key: z.string(),
    number: z.int().positive(),
    step,
    hypothesis: z.string(),
    failureMode: z.string(),
    service: z.string(),
    undo: step.optional(),
    askedBy: z.string().optional(),
    changes: z.array(fieldChange).optional(),
    by: z.string().optional(),
    intendedAt: time,
    actedAt: time.optional(),
    failed: z.string().optional(),
    result: z.string().optional(),
    outcome: z.enum(outcomes).optional(),
    because: z.array(claim).optional(),
    before: z.array(evidence),
    after: z.array(evidence).optional(),
    verifiedAt: time.optional(),
    undoneAt: time.optional(),
    undoneBy: z.string().optional(),
  })
  .meta({ id: 'Attempt' });

export const incidentAlert = z
  .object({
    key: z.string(),
    name: z.string(),
    service: z.string(),
    labels: z.record(z.string(), z.string()),
    summary: z.string().optional(),
    status: z.enum(['firing', 'resolved']),
    startsAt: time,
    endsAt: time.optional(),
    why: z.string(),
  })
  .meta({ id: 'IncidentAlert' });

export const personAct = z
  .object({
    id: z.string(),
    at: time,
    by: z.string(),
    says: z.string(),
    step: step.optional(),
    change: z.string().optional(),
    outcome: z.enum(outcomes).optional(),
    because: z.array(claim).optional(),
    after: z.array(evidence).optional(),
    verifiedAt: time.optional(),
  })
  .meta({ id: 'PersonAct' });

export const wouldBeMark = z
  .object({ digest: z.string(), mark: z.enum(wouldBeMarks), by: z.string(), at: time, note: z.string().optional() })
  .meta({ id: 'WouldBeMark' });

/** What a phase knows beside the common part, as optional fields: JSON Schema readers cope badly with deep unions. */
export const incident = z
  .object({
    id: z.string(),
    version: z.int().positive(),
    episode: z.int().positive(),
    began: z.enum(['alert', 'predicted']),
    service: z.string(),
    services: z.array(z.string()),
    title: z.string(),
    severity: z.enum(['critical', 'warning', 'info']),
    alerts: z.array(incidentAlert),
    alertCount: z.int().nonnegative().optional(),
    startedAt: time,
    openedAt: time,
    updatedAt: time,
    dueAt: time.optional(),
    attempts: z.array(attempt),
    diagnosis: diagnosis.optional(),
    mergedInto: z.string().optional(),
    rejected: z.array(z.string()),
    people: z.array(personAct).optional(),
    marks: z.array(wouldBeMark).optional(),
    feedback: z.array(
      z.object({
        hypothesis: z.string(),
        right: z.boolean(),
        by: z.string(),
        at: time,
        note: z.string().optional(),
      }),
    ),
    phase: z.enum(phases),
    plan: plan.optional(),
    expiresAt: time.optional(),
    reason: z.string().optional(),
    attempt: attempt.optional(),
    resolvedAt: time.optional(),
    how: z.enum(['healed', 'by itself', 'by a person']).optional(),
  })
  .meta({ id: 'Incident' });

export const storedEvent = z
  .object({
    type: z.string(),
    data: z.record(z.string(), z.unknown()),
    stream: z.string(),
    seq: z.int().positive(),
    at: time,
    actor: z.string(),
  })
  .meta({ id: 'Event' });

export const brake = z
  .object({ holds: z.array(z.object({ by: z.string(), reason: z.string(), since: time.optional() })) })
  .meta({ id: 'Brake' });

export const change = z
  .object({
    id: name(200),
    kind: z.enum(['deploy', 'config', 'flag', 'scale', 'other']),
    service: name(253),
    key: z.string().max(253).optional(),
    at: time,
    summary: z.string().max(1000),
    from: z.string().max(200).optional(),
    to: z.string().max(200).optional(),
    by: z.string().max(200).optional(),
  })
  .meta({ id: 'Change' });

export const serviceHealth = z
  .object({
    service: z.string(),
    state: z.enum(healthStates),
    reasons: z.array(z.object({ state: z.enum(healthStates), says: z.string() })),
    dataAt: time.optional(),
    since: time,
    signals: z.array(
      z.object({ signal: z.string(), value: z.number(), unit: z.string(), normal: z.number().optional() }),
    ),
    openIncidents: z.array(z.string()),
  })
  .meta({ id: 'ServiceHealth' });

export const healthChange = z
  .object({
    at: time,
    service: z.string(),
    from: z.enum(healthStates),
    to: z.enum(healthStates),
    reasons: z.array(z.string()),
    dataAt: time.optional(),
  })
  .meta({ id: 'HealthChange' });

const share = z.object({ of: z.int().nonnegative(), successes: z.int().nonnegative() });

export const autonomy = z
  .object({
    failureMode: z.string(),
    action: z.string(),
    service: z.string(),
    mode: z.enum(modes),
    from: z.string(),
    level: z.enum(['propose', 'approve', 'auto']),
    reasons: z.array(z.string()),
    tried: share,
    left: share,
    worth: z.object({ difference: z.number(), lower: z.number(), upper: z.number() }).optional(),
    attemptsLeft: z.int().nonnegative(),
  })
  .meta({ id: 'Autonomy' });

export const problem = z
  .object({
    service: z.string(),
    failureMode: z.string(),
    openedAt: time,
    lastAt: time,
    heals: z.int().positive(),
    incidentId: z.string(),
    acknowledged: z.object({ by: z.string(), at: time, note: z.string().optional() }).optional(),
  })
  .meta({ id: 'Problem' });

export const askedSource = z
  .object({ source: z.string(), askedAt: time, problem: z.string().optional() })
  .meta({ id: 'AskedSource' });

export const actionRow = z
  .object({
    key: z.string(),
    incidentId: z.string(),
    attempt: z.int().positive(),
    action: z.string(),
    target: z.string(),
    service: z.string(),
    failureMode: z.string(),
    says: z.string().optional(),
    intendedAt: time,
    actedAt: time.optional(),
    outcome: z.enum(outcomes).optional(),
    by: z.string().optional(),
    failed: z.string().optional(),
    undoneAt: time.optional(),
  })
  .meta({ id: 'ActionRow' });

const replayKind = z.enum(replayKinds);
const counted = z.int().nonnegative();
const countedBy = <K extends string>(keys: readonly K[]) =>
  z.object(Object.fromEntries(keys.map(key => [key, counted])) as Record<K, typeof counted>);

export const replayedEpisode = z
  .object({
    incidentId: z.string(),
    episode: z.int().positive(),
    title: z.string(),
    service: z.string(),
    openedAt: time,
    endedAt: time.optional(),
    would: z.object({
      kind: replayKind,
      decisions: z.array(
        z.object({
          at: time,
          kind: replayKind.exclude(['nothing']),
          step: step.optional(),
          says: z.string().optional(),
          hypothesis: z.string().optional(),
          verdicts: z.array(verdict),
          reason: z.string().optional(),
          outcome: z.enum([...outcomes, 'unknown']).optional(),
        }),
      ),
    }),
    really: z.object({
      kind: replayKind,
      attempts: z.array(
        z.object({
          at: time,
          step,
          by: z.string().optional(),
          failed: z.string().optional(),
          outcome: z.enum(outcomes).optional(),
        }),
      ),
      how: z.string().optional(),
    }),
    same: z.boolean(),
  })
  .meta({ id: 'ReplayedEpisode' });

export const replayReport = z
  .object({
    from: time,
    to: time,
    counts: z.object({
      alerts: counted,
      episodes: counted,
      same: counted,
      would: countedBy(replayKinds),
      really: countedBy(replayKinds),
      outcomes: countedBy([...outcomes, 'unknown']),
      objections: z.record(z.string(), counted),
    }),
    episodes: z.array(replayedEpisode),
    left: counted,
  })
  .meta({ id: 'ReplayReport' });

export const shadowedEpisode = z
  .object({
    incidentId: z.string(),
    episode: z.int().positive(),
    title: z.string(),
    service: z.string(),
    openedAt: time,
    endedAt: time.optional(),
    how: z.string().optional(),
    cause: z.object({ at: time, title: z.string(), service: z.string(), failureMode: z.string() }).optional(),
    would: z
      .object({
        at: time,
        step,
        says: z.string(),
        failureMode: z.string(),
        digest: z.string(),
        mark: wouldBeMark.optional(),
      })
      .optional(),
    people: z.array(personAct.omit({ after: true, because: true })),
    agreement: z.enum(agreements),
    minutesSaved: z.number().optional(),
  })
  .meta({ id: 'ShadowedEpisode' });

export const shadowReport = z
  .object({
    from: time,
    to: time,
    counts: z.object({
      episodes: counted,
      causes: counted,
      steps: counted,
      agreements: countedBy(agreements),
      outcomes: countedBy([...outcomes, 'not measured']),
      minutesSaved: z.number(),
      marks: countedBy([...wouldBeMarks, 'not marked']),
    }),
    remedies: z.array(
      z.object({
        ...{ failureMode: z.string(), action: z.string(), service: z.string() },
        ...{ named: counted, agrees: counted, healed: counted, right: counted, unneeded: counted, harmful: counted },
      }),
    ),
    episodes: z.array(shadowedEpisode),
    left: counted,
  })
  .meta({ id: 'ShadowReport' });

import type { Alert, IncidentAlert } from './alert';
import type { SizingProposal, SizingResult } from './capacity';
import type { Change } from './change';
import type { Diagnosis } from './diagnosis';
import type { HealthState } from './health';
import type { LookEvent, SecondFactorEvent, ServiceTokenEvent } from './identity';
import type { Incident } from './incident';
import type { LevelChange } from './level';
import type { Claim, Evidence } from './measurement';
import type { Recipient } from './notice';
import type { PersonAct, WouldBeMark } from './people';
import type { Silence } from './silence';
import type { Attempt, Outcome, Plan } from './plan';
import type { Foresight, Prediction, PredictionOutcome } from './prediction';
import type { Firing } from './threshold';

/** What can happen to an incident. Each is version 1 of its type. */
export type IncidentEvent =
  | {
      type: 'incident.opened';
      data: Pick<Incident, 'service' | 'title' | 'severity' | 'began'> & {
        alerts: IncidentAlert[];
        dueAt: string;
        /** A person parted it from that one. */
        partedFrom?: string;
      };
    }
  /** A limit will be reached, or is no longer expected to be. */
  | { type: 'incident.predicted'; data: { prediction: Prediction } }
  | { type: 'incident.alert-joined'; data: { alert: IncidentAlert } }
  | {
      type: 'incident.alert-changed';
      data: { key: string; name?: string; status: 'firing' | 'resolved'; endsAt?: string };
    }
  /** A nearer cause showed itself: the sick object is another one. */
  | { type: 'incident.rerooted'; data: { service: string; title: string; why: string } }
  /** This one goes on in another; on the loser's stream. */
  | { type: 'incident.merged'; data: { into: string; why: string } }
  /** Another one goes on in this; on the winner's stream. */
  | {
      type: 'incident.absorbed';
      /** `attempts`: what was tried there, so that it is neither forgotten nor out of reach. */
      data: { from: string; alerts: IncidentAlert[]; attempts?: Attempt[]; why: string };
    }
  /** These alerts proved separate, or a person said so (`by`), and left for an incident of their own. */
  | { type: 'incident.split'; data: { to: string; keys: string[]; why: string; by?: string } }
  | { type: 'incident.reopened'; data: { alert: IncidentAlert; title?: string; dueAt: string; why: string } }
  | { type: 'incident.diagnosed'; data: { diagnosis: Diagnosis } }
  | { type: 'incident.planned'; data: { plan: Plan } }
  | { type: 'incident.proposed'; data: { plan: Plan; expiresAt: string } }
  /** `untold`: what it would change, or its way back, could not be told. */
  | { type: 'incident.blocked'; data: { plan: Plan; reason: string; dueAt: string; untold?: true } }
  /** It would be done if it might be; nobody is asked. */
  | { type: 'incident.observed'; data: { plan: Plan } }
  | { type: 'incident.approved'; data: { digest: string; by: string } }
  | { type: 'incident.rejected'; data: { digest: string; by: string; note?: string } }
  /** The intent and the way back, saved before the effect. */
  | { type: 'incident.acting'; data: { attempt: Attempt } }
  | { type: 'incident.acted'; data: { key: string; actedAt: string; dueAt: string; failed?: string; result?: string } }
  /** Looked too early: measured, but worth another look before judging. */
  | { type: 'incident.still-verifying'; data: { key: string; dueAt: string; why?: string } }
  | {
      type: 'incident.verified';
      data: { key: string; outcome: Outcome; because: Claim[]; after: Evidence[]; verifiedAt: string };
    }
  | { type: 'incident.undoing'; data: { key: string; by?: string } }
  | { type: 'incident.undone'; data: { key: string; undoneAt: string; failed?: string } }
  /** `endedAt`: when, where that was known only later. */
  | { type: 'incident.resolved'; data: { how: 'healed' | 'by itself' | 'by a person'; why: string; endedAt?: string } }
  | { type: 'incident.escalated'; data: { reason: string; dueAt?: string } }
  | { type: 'incident.expired'; data: { reason: string } }
  /** Healed once more, and too often: the cause wants mending, and until somebody says so people are asked. */
  | { type: 'incident.problem-raised'; data: { service: string; failureMode: string; heals: number } }
  /** A person did something about it, outside of Autocura. */
  | { type: 'incident.person-acted'; data: { act: PersonAct } }
  | {
      type: 'incident.person-verified';
      data: { id: string; outcome: Outcome; because: Claim[]; after: Evidence[]; verifiedAt: string };
    }
  /** What a step would have been worth that was only observed. */
  | { type: 'incident.marked'; data: Omit<WouldBeMark, 'at'> }
  | { type: 'incident.feedback'; data: { hypothesis: string; right: boolean; by: string; note?: string } }
  /** Somebody looked, and nothing was to be done before `dueAt`, or before something else happens. */
  | { type: 'incident.deferred'; data: { dueAt?: string; why: string } };

/** What one delivery said that was new; in it, an alert fires before it resolves. */
export type AlertEvent = {
  type: 'alerts.received';
  data: {
    /** Nobody had heard of these. */
    fired?: Alert[];
    /** These had resolved. */
    again?: Alert[];
    resolved?: { key: string; endsAt: string }[];
  };
};

/** A test alert came in, whose label `autocura_test` is its id: proof of the way, and nothing more. */
export type AlertTestEvent = { type: 'alert.test-received'; data: { id: string; sender: Alert['sender'] } };

export type ChangeEvent = { type: 'change.recorded'; data: { change: Change } };

export type ServiceEvent = {
  type: 'service.health-changed';
  data: { service: string; from: HealthState; to: HealthState; reasons: string[]; dataAt?: string };
};

export type PredictionEvent =
  | { type: 'prediction.told'; data: { prediction: Prediction } }
  /** It is expected at another time, no longer, or again. */
  | { type: 'prediction.moved'; data: { standing: boolean; latest: Foresight } }
  | { type: 'prediction.judged'; data: { outcome: PredictionOutcome; crossedAt?: string } };

/** A threshold that nobody typed tells of a series, whether anybody hears of it or not. */
export type ThresholdEvent =
  { type: 'threshold.fired'; data: { firing: Firing } } | { type: 'threshold.ended'; data: { endedAt: string } };

export type LevelEvent = { type: 'level.changed'; data: { change: LevelChange } };

/** Something given to a service could fit better what it uses, and what people made of that. */
export type SizingEvent =
  | { type: 'sizing.proposed'; data: { proposal: SizingProposal } }
  | { type: 'sizing.accepted'; data: { by: string; incidentId: string } }
  | { type: 'sizing.refused'; data: { by: string; note?: string } }
  /** It no longer fits what is used. */
  | { type: 'sizing.withdrawn'; data: { note: string } }
  | { type: 'sizing.measured'; data: { result: SizingResult } };

/** Somebody has taken note of a problem, and it may be healed in silence again. */
export type ProblemEvent = {
  type: 'problem.acknowledged';
  data: { service: string; failureMode: string; note?: string };
};

/** Nothing may be done from now on, or it may again. */
export type BrakeEvent = { type: 'brake.pulled' | 'brake.released'; data: { reason: string } };

/** Somebody came whose identity does not count. `others`: so many more since the one before. */
export type IdentityEvent = { type: 'identity.refused'; data: { reason: string; through: string; others?: number } };

/** What became of telling people. That it has to be done follows from the incident's own events. */
export type NoticeEvent =
  /** `stepAt`: when the step after it is due; none while absent. `why`: what brought it, where not its time. */
  | {
      type: 'notice.step-taken';
      data: { about: 'call' | 'over'; to: Recipient[]; policy: string; stepAt?: string; why?: string };
    }
  | { type: 'notice.delivered'; data: { key: string; channel: string; name: string } }
  /** Without `again` it is given up, and the next step is due at once. `turn`: it only waits for its turn. */
  | {
      type: 'notice.undelivered';
      data: { key: string; channel: string; name: string; reason: string; again?: string; turn?: true };
    }
  /** Nobody is told until then, ISO 8601. */
  | { type: 'notice.deferred'; data: { until: string; why: string } }
  | { type: 'notice.acknowledged'; data: { by: string; note?: string } }
  | { type: 'notice.closed'; data: { why: string } };

/** People ask for quiet, here or in an Alertmanager. */
export type SilenceEvent =
  | { type: 'silence.made'; data: { silence: Silence } }
  /** It ends at another time, ISO 8601. */
  | { type: 'silence.moved'; data: { to: string } }
  | { type: 'silence.ended'; data: { why: string } };

/** Where a stream ended that is no longer kept: its name, and number and hash of its last event. */
export type Ended = [stream: string, seq: number, hash: string];

/** Streams in which nothing was written then (ISO 8601) or later are no longer kept. */
export type RecordEvent = { type: 'record.trimmed'; data: { before: string; ended: Ended[] } };

export type AnyEvent =
  | IncidentEvent
  | AlertEvent
  | AlertTestEvent
  | ChangeEvent
  | ServiceEvent
  | PredictionEvent
  | ThresholdEvent
  | LevelEvent
  | SizingEvent
  | ProblemEvent
  | BrakeEvent
  | IdentityEvent
  | ServiceTokenEvent
  | SecondFactorEvent
  | LookEvent
  | NoticeEvent
  | SilenceEvent
  | RecordEvent;

/** An event as it is stored: append-only, `(stream, seq)` unique. */
export type Stored<E extends AnyEvent = AnyEvent> = E & {
  stream: string;
  /** Starts at 1. */
  seq: number;
  /** ISO 8601. */
  at: string;
  /** `user:default/ana`, `external:alertmanager`, `autocura`. */
  actor: string;
};

export const streams = {
  incident: (id: string) => `incident/${id}`,
  /** Of all alerts that one writer records, so that writers neither wait for nor contradict one another. */
  alerts: (writer: string) => `alerts/${writer}`,
  alertTest: (id: string) => `alert-test/${id}`,
  change: (id: string) => `change/${id}`,
  service: (name: string) => `service/${name}`,
  prediction: (id: string) => `prediction/${id}`,
  firing: (id: string) => `firing/${id}`,
  level: (service: string) => `level/${service}`,
  sizing: (id: string) => `sizing/${id}`,
  problem: (service: string, failureMode: string) =>
    `problem/${encodeURIComponent(service)}/${encodeURIComponent(failureMode)}`,
  silence: (id: string) => `silence/${id}`,
  notice: (id: string) => `notice/${id}`,
  brake: 'brake',
  identity: 'identity',
  record: 'record',
  token: (id: string) => `token/${id}`,
  factor: (actor: string) => `factor/${actor}`,
  look: (incident: string) => `look/${incident}`,
};

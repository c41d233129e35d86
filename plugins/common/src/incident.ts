import type { IncidentAlert } from './alert';
import type { Diagnosis } from './diagnosis';
import type { PersonAct, WouldBeMark } from './people';
import type { Attempt, Plan } from './plan';
import type { Prediction } from './prediction';

export const phases = [
  'open',
  'diagnosed',
  'proposed',
  'planned',
  'blocked',
  'observed',
  'acting',
  'verifying',
  'undoing',
  'resolved',
  'escalated',
  'expired',
] as const;
export type Phase = (typeof phases)[number];

/** Phases in which nothing more happens by itself. An escalated incident still closes when its alerts clear and it measures well. */
export const endedPhases = ['resolved', 'expired'] as const satisfies Phase[];
export const hasEnded = (incident: Pick<Incident, 'phase' | 'mergedInto'>) =>
  incident.mergedInto !== undefined || (endedPhases as readonly Phase[]).includes(incident.phase);

interface Base {
  id: string;
  /** Number of events in its stream: the version check of every write. */
  version: number;
  /** Starts at 1; grows when a closed incident fires again. */
  episode: number;
  /**
   * `storm`: so much is sick that people are called once for all of it. Its own incidents go on beside it. `sizing`:
   * nothing is sick; a proposal that fits better is carried out.
   */
  began: 'alert' | 'predicted' | 'sizing' | 'storm';
  /** The sick object nearest the cause, as far as known. */
  service: string;
  /** All sick objects its alerts speak of. */
  services: string[];
  title: string;
  severity: 'critical' | 'warning' | 'info';
  /** In the order in which they began. Lists carry only the first of them, and how many there are. */
  alerts: IncidentAlert[];
  alertCount?: number;
  /** When the first of its alerts started, by the sender's clock. */
  startedAt: string;
  openedAt: string;
  updatedAt: string;
  /** When the loop should look at it next; absent when nothing is due. */
  dueAt?: string;
  attempts: Attempt[];
  diagnosis?: Diagnosis;
  /** Since when a cause is suspected in this episode. */
  suspectedAt?: string;
  /** It was the same outage as this one, which goes on. */
  mergedInto?: string;
  /** Incidents that a person parted it from: it is not brought together with them again. */
  apart?: string[];
  /** Steps a person said no to in this episode, by digest. */
  rejected: string[];
  /** Answers to "was this the cause?", the newest last. */
  feedback: { hypothesis: string; right: boolean; by: string; at: string; note?: string }[];
  /** How often in this episode, since the last act, it could not be told what a plan would change. */
  untold?: number;
  /** What people did about it themselves, in the order in which it was told. */
  people?: PersonAct[];
  /** Limits that its services were expected to reach, whether they still are or not. */
  predictions?: Prediction[];
  /** What people said of steps that were only observed, the newest last. */
  marks?: WouldBeMark[];
}

/** An incident is in a phase, and a phase carries what it knows and no more. */
export type Incident = Base &
  (
    | { phase: 'open' }
    | { phase: 'diagnosed'; diagnosis: Diagnosis }
    | { phase: 'planned'; diagnosis: Diagnosis; plan: Plan }
    | { phase: 'proposed'; diagnosis: Diagnosis; plan: Plan; expiresAt: string }
    | { phase: 'blocked'; diagnosis: Diagnosis; plan: Plan; reason: string }
    /** Would be done if it might be: the plan is shown, nobody is asked. */
    | { phase: 'observed'; diagnosis: Diagnosis; plan: Plan }
    | { phase: 'acting'; diagnosis: Diagnosis; plan: Plan; attempt: Attempt }
    | { phase: 'verifying'; diagnosis: Diagnosis; plan: Plan; attempt: Attempt }
    | { phase: 'undoing'; diagnosis: Diagnosis; attempt: Attempt }
    | { phase: 'resolved'; resolvedAt: string; how: 'healed' | 'by itself' | 'by a person' }
    | { phase: 'escalated'; reason: string }
    | { phase: 'expired'; reason: string }
  );

export type InPhase<P extends Phase> = Extract<Incident, { phase: P }>;

export const isFiring = (incident: Pick<Incident, 'alerts'>) =>
  incident.alerts.some(alert => alert.status === 'firing');

/** What was predicted or proposed is all there is: nothing burns, and nobody is to be woken for it. */
export const isOnlyPredicted = (incident: Pick<Incident, 'began' | 'alerts'>) =>
  (incident.began === 'predicted' || incident.began === 'sizing') && incident.alerts.length === 0;

/** A proposal that fits better is carried out, and nothing has failed meanwhile. */
export const isSizing = (incident: Pick<Incident, 'began' | 'alerts'>) =>
  incident.began === 'sizing' && incident.alerts.length === 0;

/**
 * It is about something: an alert that fires, or, before any alert, a limit that will still be reached, or a proposal
 * that has not been carried out.
 */
export const isStanding = (incident: Pick<Incident, 'began' | 'alerts' | 'predictions' | 'attempts'>) =>
  isSizing(incident)
    ? incident.attempts.length === 0
    : isOnlyPredicted(incident)
      ? (incident.predictions ?? []).some(({ standing }) => standing)
      : isFiring(incident);

/** Of an incident that a prediction opens: known by its name wherever only ids are. */
export const predictedId = (prediction: string) => `predicted-${prediction}`;

/** Of the incident that carries a proposal out. */
export const sizedId = (proposal: string) => `sizing-${proposal}`;

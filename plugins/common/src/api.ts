import type { Alert } from './alert';
import type { Autonomy, Problem, Recurrence } from './autonomy';
import type { SizingProposal } from './capacity';
import type { Change } from './change';
import type { Dependency } from './dependency';
import type { AnyEvent, ServiceEvent, Stored } from './events';
import type { ServiceHealth } from './health';
import type { Incident, Phase } from './incident';
import type { Notice, OnCall } from './notice';
import type { Mode, Outcome } from './plan';
import type { Prediction, TrackRecord } from './prediction';
import type { Silence } from './silence';
import type { Slo } from './slo';
import type { Sentence } from './words';

/** A page of a list; `next` is the cursor of the page after it, absent on the last. */
export interface Page<T> {
  items: T[];
  next?: string;
}

export const incidentOrders = ['newest', 'oldest'] as const;

export interface IncidentQuery {
  phase?: Phase;
  /** True for incidents that have not ended, false for those that have; absent for both. */
  open?: boolean;
  service?: string;
  /** Opened then or later, ISO 8601. */
  from?: string;
  /** Opened before then, ISO 8601. */
  to?: string;
  /** By the time they opened; newest first unless told. */
  order?: (typeof incidentOrders)[number];
  cursor?: string;
  limit?: number;
}

/** How far an attempt went on somebody's word: on a person's, or by itself. */
export const attemptModes = ['auto', 'approve'] as const satisfies Mode[];

export interface HistoryQuery {
  service?: string;
  action?: string;
  /** Those that came to that. */
  outcome?: Outcome;
  mode?: (typeof attemptModes)[number];
  /** Begun then or later, ISO 8601. */
  from?: string;
  /** Begun before then, ISO 8601. */
  to?: string;
  cursor?: string;
  limit?: number;
}

/** What is known of an incident's cause, in plain sentences. */
export interface Explanation {
  sentences: Sentence[];
  /** In whose words: made from the evidence, or a model's, each sentence checked against the evidence. */
  by: 'evidence' | 'model';
  /** Sentences of the model that were left out, because what they say is not in what they cite. */
  dropped?: number;
  /** Why it is not in the words of the model that is configured. */
  note?: string;
}

export interface IncidentStory {
  incident: Incident;
  /** Every event of its stream, oldest first. */
  timeline: Stored[];
}

/** One change of a service's measured state. */
export type HealthChange = ServiceEvent['data'] & { at: string };

export interface ServiceStory {
  health: ServiceHealth;
  /** Newest first. */
  changes: HealthChange[];
  /** Newest first. */
  incidents: Incident[];
  /** Limits that it is expected to reach, the last told first. */
  predictions: Prediction[];
  /** How such predictions turned out before. */
  trackRecord: TrackRecord[];
  /** Causes that came back within the last seven days, the most frequent first. */
  recurrences: Recurrence[];
}

export interface PredictionQuery {
  service?: string;
  /** True for those that are expected or can still come, false for those that are over; absent for both. */
  open?: boolean;
  cursor?: string;
  limit?: number;
}

/** The last told first, and how all predictions about these services turned out. */
export interface FiringQuery {
  threshold?: string;
  service?: string;
  /** True for those that go on, false for those that are over; absent for both. */
  open?: boolean;
  cursor?: string;
  limit?: number;
}

export interface SizingQuery {
  service?: string;
  state?: SizingProposal['state'];
  cursor?: string;
  limit?: number;
}

export interface PredictionPage extends Page<Prediction> {
  trackRecord: TrackRecord[];
}

/** One attempt of one action, as the history lists it. Times are ISO 8601. */
export interface ActionRow {
  /** The attempt's idempotency key. */
  key: string;
  incidentId: string;
  attempt: number;
  action: string;
  target: string;
  service: string;
  failureMode: string;
  /** What it does, in words. */
  says?: string;
  intendedAt: string;
  actedAt?: string;
  outcome?: Outcome;
  by?: string;
  failed?: string;
  verifiedAt?: string;
  undoneAt?: string;
}

/** Somebody who knows which alerts fire, as of the last time it was asked. */
export interface AskedSource {
  /** Host and path. */
  source: string;
  /** ISO 8601. */
  askedAt: string;
  /** Why it did not answer: alerts may be missed while that lasts. */
  problem?: string;
}

/** As whom one asks, and what one may do. */
export interface Rights {
  /** As events name it: `user:default/ana`. */
  actor: string;
  /** Names of the permissions one has, such as `autocura.action.approve`. */
  permissions: string[];
}

/** A test alert that came in. */
export interface AlertTest {
  id: string;
  sender: Alert['sender'];
  /** ISO 8601. */
  receivedAt: string;
  /** Who sent it. */
  actor: string;
}

export interface Feedback {
  /** Id of the hypothesis the question was about. */
  hypothesis: string;
  /** The answer to "was this the cause?". */
  right: boolean;
  note?: string;
}

export interface NoticeQuery {
  /** True for those that are not over. */
  open?: boolean;
  service?: string;
  incidentId?: string;
}

/** Quiet that somebody asks for, about alerts that have exactly these labels. Times are ISO 8601. */
export interface ToldSilence {
  labels: Record<string, string>;
  /** At once where not said. */
  from?: string;
  to: string;
  reason: string;
}

/** How every route answers when it does not do what it was asked. */
export interface ErrorBody {
  error: { name: string; message: string };
}

export type AutonomyPage = Page<Autonomy>;
export type ProblemPage = Page<Problem>;
export type NoticePage = Page<Notice>;
export type OnCallPage = Page<OnCall>;
export type SilencePage = Page<Silence>;
export type SloPage = Page<Slo>;
export type IncidentPage = Page<Incident>;
export type ServicePage = Page<ServiceHealth>;
export type HistoryPage = Page<ActionRow>;
export type ChangePage = Page<Change>;
export type SourcePage = Page<AskedSource>;
export type DependencyPage = Page<Dependency>;
export type TimelineEvent = Stored<AnyEvent>;

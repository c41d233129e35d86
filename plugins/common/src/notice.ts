import type { Incident } from './incident';

/**
 * Why people are told: a person is needed, a plan waits for a yes, something is only predicted, a cause comes back,
 * something was healed.
 */
export const noticeKinds = ['escalated', 'proposed', 'predicted', 'problem', 'healed'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Kinds that somebody has to answer. The others are news, told once. */
export const urgentKinds: readonly NoticeKind[] = ['escalated', 'proposed'];

/** Whom a step tells, and by which way. */
export interface Recipient {
  /** Name of a channel, as the configuration calls it. */
  channel: string;
  /** As the channel knows them: an e-mail address, a conversation, a user of the catalog. */
  address: string;
  /** Whom that reaches, as people say it. */
  name: string;
}

/** One message to one recipient. The receiver sees its key, however often it is sent. */
export interface Delivery extends Recipient {
  key: string;
  /** Number of the step that asked for it, from 0; the last one says that it is over. */
  step: number;
  about: 'call' | 'over';
  state: 'waiting' | 'delivered' | 'given up';
  /** How often it was refused. */
  refused: number;
  /** When it is to be sent, ISO 8601, while it waits. */
  dueAt?: string;
  /** Why it was refused last. */
  reason?: string;
}

/** That people are told about an incident: who, by which way, whether it reached them and who took it on. */
export interface Notice {
  id: string;
  /** Number of events in its stream. */
  version: number;
  incidentId: string;
  kind: NoticeKind;
  service: string;
  severity: Incident['severity'];
  title: string;
  /** Why people are told, in words. */
  reason: string;
  /** Of the plan that waits for a yes, where one does. */
  digest?: string;
  /** ISO 8601. */
  openedAt: string;
  state: 'open' | 'acknowledged' | 'closed';
  /** How many steps were taken. */
  steps: number;
  /** When the next step is due, ISO 8601. */
  stepAt?: string;
  /** When something is to be done next, ISO 8601; absent when nothing is. */
  dueAt?: string;
  /** Why it waits, where it does. */
  waits?: string;
  acknowledged?: { by: string; at: string; note?: string };
  closed?: { at: string; why: string };
  deliveries: Delivery[];
}

/** Who is called now by a schedule. Times are ISO 8601. */
export interface OnCall {
  schedule: string;
  /** Absent while nobody is. */
  person?: string;
  /** Why it is them: their turn or an override; or why it is nobody. */
  why: string;
  /** When that changes. */
  until?: string;
}

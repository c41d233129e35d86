import type { Hold, Outcome, Problem, Slo, Step } from '@autocura/common';
import type { Earned } from '../learn';
import type { Policy } from './policy';

/** An action that was begun, as the store remembers it. */
export interface PastAction {
  incidentId: string;
  action: string;
  target: string;
  params: Step['params'];
  service: string;
  failureMode: string;
  /** When it was begun, ISO 8601. */
  at: string;
  /** Absent while it is being verified. */
  outcome?: Outcome;
  /** The step that takes it back, where one does. */
  undo?: Step;
  /** When it was taken back, ISO 8601. */
  undoneAt?: string;
  /** Who asked for it of their own accord, where a person did. */
  askedBy?: string;
  /** Who had it taken back, where a person did. */
  undoneBy?: string;
}

/** Something that a person changed with their own hands. */
export interface Touch {
  /** The service that was changed. */
  service: string;
  /** ISO 8601. */
  at: string;
  by: string;
  /** What was changed, in words. */
  says: string;
}

/** How many services were known and critical from some moment on. */
export interface Census {
  /** ISO 8601. */
  at: string;
  unhealthy: number;
  known: number;
}

/** What is true right now. Plain data, read by the caller just before judging. */
export interface Facts {
  /** ISO 8601. */
  now: string;
  policy: Policy;
  /** Who holds the brake; nobody when it is off. */
  brake: Hold[];
  /** Every action begun in the last 24 hours, of all incidents, in any order. */
  recent: PastAction[];
  /** How many they were when they were read: with another one, these facts are no longer true. */
  begun?: { since: string; count: number };
  /** Actions whose incident is acting, verifying or undoing. */
  underWay: { incidentId: string; target: string }[];
  /** By service; what is not known is absent. */
  replicas: Record<string, { running?: number; wanted?: number }>;
  /** Services whose health is known, and how many of them are critical. */
  services: { unhealthy: number; known: number };
  /** The same as it was in the last hours, the oldest first; what is true now need not be in it. */
  censuses?: Census[];
  /** When incidents were opened in the last hours, ISO 8601, in any order. */
  opened?: string[];
  /** What people changed in the last hours, in any order. */
  touched?: Touch[];
  /** All its alerts have resolved by what senders said last, whether the incident has heard of it or not. */
  quiet?: boolean;
  /** Why what is measured cannot be trusted just now, in words. */
  blind?: string;
  /** Why people asked for quiet (a silence, a maintenance window), where they did. */
  silenced?: string;
  /** How long an effect is watched, in milliseconds. */
  watchedMs?: number;
  /** What remedies at these services have earned; nothing of what is absent. */
  earned?: Earned[];
  /** Causes that were healed too often, of which nobody has taken note yet. */
  problems?: Pick<Problem, 'service' | 'failureMode' | 'heals'>[];
  /** Objectives and what is left of their error budgets, as far as it is known now. */
  budgets?: Slo[];
  /** Names that must never be changed: the healer, its database, what it sees with. */
  protectedTargets: string[];
}

/** What nobody wants healed by the thing that depends on it. The caller adds the names of its own database. */
export const protectedByDefault = [
  'autocura',
  'prometheus',
  'alertmanager',
  'grafana',
  'backstage',
  'monitoring',
  'kube-system',
];

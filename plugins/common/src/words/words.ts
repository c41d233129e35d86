import type { approvalObstacles } from '../card';
import type { DependencyKind } from '../dependency';
import type { Hypothesis } from '../diagnosis';
import type { AnyEvent } from '../events';
import type { HealthState } from '../health';
import type { Incident, Phase } from '../incident';
import type { NoticeKind } from '../notice';
import type { WouldBeMark } from '../people';
import type { Mode, Outcome, Step, Verdict } from '../plan';
import type { SizedKind, SizingProposal } from '../capacity';
import type { LimitedKind, PredictionOutcome } from '../prediction';
import type { ThresholdMode } from '../threshold';
import type { Agreement } from '../shadow';
import type { SignalName } from '../signals';
import type { labels } from './en/labels';
import type { screens } from './en/screens';

type DataOf = { [E in AnyEvent as E['type']]: E['data'] };

/** What a screen says about one event, from its data. A whole sentence, without its actor and time. */
export type EventWords = { [T in keyof DataOf]: (data: DataOf[T]) => string };

/** What explains a diagnosis; values are told with their unit, shares from 0 to 1. */
export interface ExplanationWords {
  cause(standing: string, mode: string, service: string): string;
  measured(signal: string, service: string, now: string, usual: string | undefined): string;
  rival(mode: string, service: string): string;
  unknown(services: string[]): string;
  place(service: string, confidence: number | undefined): string;
  /** A change alters what fails: the words that both share. */
  fitting(change: string, service: string, shared: string[]): string;
  /** Two changes do, and none more than the other. */
  alike(one: string, other: string): string;
  /** So many questions had no answer. */
  /** Kinds of lines that are new or far more frequent, and whose. */
  logs(kinds: number, services: string[]): string;
  firstError(service: string, traces: number, of: number): string;
  silent(count: number): string;
}

/** What people are told by a channel. */
export interface MessageWords {
  subjects: Record<NoticeKind, (service: string) => string>;
  over(subject: string): string;
  why(reason: string): string;
  plan(says: string): string;
  alerts(count: number): string;
  closed(why: string): string;
  taken(by: string): string;
  open: string;
  acknowledge: string;
  approve: string;
}

/** What a plan is about to do. */
export type PlanWords = (plan: { says: string; step: Step }) => string;

/** How trouble reaches those that alert; each path begins with one that does. */
export interface BlameWords {
  paths(blamed: string, paths: string[][]): string;
  noPath(blamed: string): string;
}

/** What single screens say: silences, notices, objectives, the healing policy. The English ones are the list. */
export type Screens = typeof screens;

/** The fixed texts of the screens. The English ones are the list; every language has the same. */
export type Labels = Record<keyof typeof labels, string>;

export interface Terms {
  phases: Record<Phase, string>;
  outcomes: Record<Outcome, string>;
  health: Record<HealthState, string>;
  decisions: Record<Verdict['decision'], string>;
  approvalObstacles: Record<(typeof approvalObstacles)[number], string>;
  modes: Record<Mode, string>;
  agreements: Record<Agreement, string>;
  wouldBeMarks: Record<WouldBeMark['mark'], string>;
  standings: Record<Hypothesis['standing'], string>;
  severities: Record<Incident['severity'], string>;
  signals: Record<SignalName, string>;
  /** What of a service comes to an end. */
  limits: Record<LimitedKind, string>;
  sized: Record<SizedKind, string>;
  sizingStates: Record<SizingProposal['state'], string>;
  sizingRisks: Record<SizingProposal['risk'], string>;
  thresholdModes: Record<ThresholdMode, string>;
  predictionOutcomes: Record<PredictionOutcome, string>;
  /** What goes on, and what does not, while something of that kind is away. */
  without: Record<DependencyKind, string>;
  /** By the id of a failure mode; one that has no words here goes by its id. */
  failureModes: Partial<Record<string, string>>;
}

export interface Words extends Terms {
  /** BCP 47. */
  language: string;
  events: EventWords;
  explanation: ExplanationWords;
  messages: MessageWords;
  blame: BlameWords;
  labels: Labels;
  planned: PlanWords;
  screens: Screens;
}

/** One event as a sentence. */
export function sentence<T extends keyof DataOf>(words: Words, event: { type: T; data: DataOf[T] }): string {
  return words.events[event.type](event.data);
}

/** Who did it, as people say it: `user:default/ana` is `ana`, `external:alertmanager` is `alertmanager`. */
export const person = (ref: string) => ref.replace(/^(external:|(user:)?((default|development)\/)?)/, '');

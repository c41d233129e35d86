import type { Outcome, Step } from './plan';
import type { PersonAct, WouldBeMark } from './people';

/**
 * How what Autocura would have done stands to what people did: it acted itself; people did the same; they did
 * something else; nobody did anything but it would have; they did something and it would not have; or neither.
 */
export const agreements = ['acted', 'agrees', 'differs', 'only autocura', 'only people', 'neither'] as const;
export type Agreement = (typeof agreements)[number];

/** The step that was named, and never taken. */
export interface WouldBe {
  at: string;
  step: Step;
  says: string;
  failureMode: string;
  /** Of the plan, for a person's mark. */
  digest: string;
  mark?: WouldBeMark;
}

/** One episode of an incident, beside what Autocura would have done about it. Times are ISO 8601. */
export interface ShadowedEpisode {
  incidentId: string;
  episode: number;
  title: string;
  service: string;
  openedAt: string;
  endedAt?: string;
  how?: string;
  /** The likely cause that was named first. */
  cause?: { at: string; title: string; service: string; failureMode: string };
  would?: WouldBe;
  people: Omit<PersonAct, 'after' | 'because'>[];
  agreement: Agreement;
  /** Between the step being named and a person doing the same, where that was measured to heal; below zero where people were faster. */
  minutesSaved?: number;
}

/** Of one remedy for one cause at one service. */
export interface ShadowedRemedy {
  failureMode: string;
  action: string;
  service: string;
  named: number;
  agrees: number;
  /** People did the same, and it was measured to heal. */
  healed: number;
  right: number;
  unneeded: number;
  harmful: number;
}

export interface ShadowCounts {
  episodes: number;
  /** Episodes in which a likely cause, and in which a step was named. */
  causes: number;
  steps: number;
  agreements: Record<Agreement, number>;
  /** What people did, by what it was measured to have come to. */
  outcomes: Record<Outcome | 'not measured', number>;
  minutesSaved: number;
  /** Steps that only Autocura would have taken, by what people say of them. */
  marks: Record<WouldBeMark['mark'] | 'not marked', number>;
}

export interface ShadowReport {
  from: string;
  to: string;
  counts: ShadowCounts;
  remedies: ShadowedRemedy[];
  /** Of incidents that opened within the time, the newest first; the first of them where there are many. */
  episodes: ShadowedEpisode[];
  /** How many more there are. */
  left: number;
}

export interface Period {
  /** ISO 8601. */
  from: string;
  to: string;
}

/** What a person says they did: one of the incident's remedies, or in words. */
export interface ToldAct {
  step?: Step;
  says?: string;
  /** ISO 8601; now where absent. */
  at?: string;
}

export interface HealingTimelineOptions {
  newestFirst: boolean;
  /** Whether the phases are shown as a bar. */
  bar: boolean;
}

export const defaults: HealingTimelineOptions = { newestFirst: true, bar: true };

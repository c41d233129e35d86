import type { Event, Handling } from './events';

/** An event that an operation had and lost, or an error that it did not have. */
export interface Presence {
  service: string;
  operation: string;
  event: Event;
  /** Share of the runs. */
  normal: number;
  now: number;
  weight: number;
}

/** Of fewer runs on either side a share says nothing. */
const least = 3;

/**
 * What normally happens in an operation and no longer does, and what goes wrong in it and did not. The other way round
 * is an improvement, and no evidence. The weight is how much of the share moved, times how surely (the two-sample
 * statistic of shares).
 */
export function presences(before: Map<string, Handling>, now: Map<string, Handling>): Presence[] {
  const found: Presence[] = [];
  for (const [key, today] of now) {
    const normally = before.get(key);
    if (!normally || normally.runs < least || today.runs < least) continue;
    const { service, operation } = today;
    for (const [what, event] of new Map([...normally.events, ...today.events])) {
      const was = (normally.events.get(what)?.runs ?? 0) / normally.runs;
      const is = (today.events.get(what)?.runs ?? 0) / today.runs;
      const worse = event.isError ? is - was : was - is;
      if (worse > 0)
        found.push({
          service,
          operation,
          event,
          normal: was,
          now: is,
          weight: worse * sureness(was, normally.runs, is, today.runs),
        });
    }
  }
  return found;
}

function sureness(was: number, runsBefore: number, is: number, runsNow: number): number {
  const both = (was * runsBefore + is * runsNow) / (runsBefore + runsNow);
  return Math.abs(is - was) / Math.sqrt(both * (1 - both) * (1 / runsBefore + 1 / runsNow));
}

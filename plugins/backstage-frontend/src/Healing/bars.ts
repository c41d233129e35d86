import { hasEnded, type Incident } from '@autocura/common';

export interface Bar {
  incident: Incident;
  /** Shares of the window, 0 to 1. */
  from: number;
  width: number;
  lane: number;
}

const day = 86_400_000;
export const windowMs = 7 * day;

/** So close to each other bars cannot be told apart; they go to another lane. */
const gap = 0.004;

/** The incidents that were there within the last seven days, each a bar on a lane where no other is. */
export function barsOf(incidents: Incident[], now: number): { bars: Bar[]; lanes: number } {
  const start = now - windowMs;
  const ends: number[] = [];
  const bars = incidents
    .filter(({ mergedInto }) => mergedInto === undefined)
    .map(incident => ({ incident, began: Date.parse(incident.startedAt), over: overAt(incident, now) }))
    .filter(({ over }) => over >= start)
    .sort((a, b) => a.began - b.began)
    .map(({ incident, began, over }) => {
      const from = Math.max(0, (began - start) / windowMs);
      const to = Math.min(1, (over - start) / windowMs);
      const free = ends.findIndex(end => end + gap < from);
      const lane = free === -1 ? ends.length : free;
      ends[lane] = to;
      return { incident, from, width: to - from, lane };
    });
  return { bars, lanes: ends.length };
}

function overAt(incident: Incident, now: number): number {
  if (!hasEnded(incident)) return now;
  return Date.parse(incident.phase === 'resolved' ? incident.resolvedAt : incident.updatedAt);
}

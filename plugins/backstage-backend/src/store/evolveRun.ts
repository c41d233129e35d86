import type { Incident, IncidentEvent, Stored } from '@autocura/common';
import { afterChanged, afterJoined, isChanged, isJoined } from './alertRuns';
import { evolve } from './evolve';

export type Run = [Stored<IncidentEvent>, ...Stored<IncidentEvent>[]];

/** Cuts the events where they stop to be about one incident or to be of one kind that `evolveRun` takes at once. */
export function runsOf(events: Stored<IncidentEvent>[]): Run[] {
  const runs: Run[] = [];
  for (const event of events) {
    const run = runs.at(-1);
    const first = run?.[0];
    const goesOn = first?.stream === event.stream && first.type === event.type && (isJoined(event) || isChanged(event));
    if (run && goesOn) run.push(event);
    else runs.push([event]);
  }
  return runs;
}

/** What `evolve` makes of one event after the other, in time that does not grow with the square of their number. */
export function evolveRun(before: Incident | undefined, run: Run): Incident {
  if (before && run.length > 1 && run.every(isJoined)) return afterJoined(before, run);
  if (before && run.length > 1 && run.every(isChanged)) return afterChanged(before, run);
  const [first, ...others] = run;
  return others.reduce(evolve, evolve(before, first));
}

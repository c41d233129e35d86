import type { Facts } from '../facts';
import type { Guardrail } from '../guardrail';
import type { Limits } from '../limits';

const openingMs = 5 * 60_000;

/**
 * When much is sick at once the cause is seldom where one looks, and healing everywhere adds to the load. Once in a
 * storm it counts as one until it has been calm for a while: at the edge of it automation would go on and off.
 */
export const storm: Guardrail = {
  id: 'storm',
  keeps: ['G-22'],
  judge({ grant: { limits } }, facts) {
    const reason = stormReason(facts, limits);
    return reason === undefined ? undefined : { decision: 'ask', reason };
  },
};

/** Why it is a storm, or counts as one still; undefined when it does not. */
export function stormReason(facts: Facts, limits: Limits): string | undefined {
  const { sky, lingers } = skyNow(facts, limits);
  if (manySick(sky, limits)) return `${sky.unhealthy} of ${sky.known} services are unhealthy at once`;
  if (manyBegan(sky, limits)) {
    return `${sky.opened} incidents began within 5 minutes, the limit is ${limits.stormIncidents}`;
  }
  if (limits.stormCalmMs === 0 || !lingers) return undefined;
  const minutes = Math.round(limits.stormCalmMs / 60_000);
  return `there was a storm, and it has not been calm for ${minutes} minutes yet`;
}

interface Sky {
  unhealthy: number;
  known: number;
  /** Incidents that began within the five minutes before. */
  opened: number;
}

const manySick = ({ unhealthy, known }: Sky, limits: Limits) =>
  unhealthy >= limits.stormServices && unhealthy > known * limits.stormShare;
const manyBegan = ({ opened }: Sky, limits: Limits) => opened > limits.stormIncidents;
const rages = (sky: Sky, limits: Limits) => manySick(sky, limits) || manyBegan(sky, limits);

/** Twice as much would be no storm either. */
const isCalm = ({ unhealthy, known, opened }: Sky, limits: Limits) =>
  !rages({ unhealthy: 2 * unhealthy, known, opened: 2 * opened }, limits);

/** How it is now, and whether the last storm has left its trace. */
function skyNow(facts: Facts, limits: Limits): { sky: Sky; lingers: boolean } {
  let sky: Sky = { unhealthy: 0, known: 0, opened: 0 };
  let lingers = false;
  let calmSince: number | undefined;
  for (const { at, ...changed } of turnsOf(facts)) {
    if (calmSince !== undefined && at - calmSince >= limits.stormCalmMs) lingers = false;
    sky = { ...sky, ...changed.census, opened: sky.opened + (changed.opened ?? 0) };
    if (rages(sky, limits)) lingers = true;
    calmSince = isCalm(sky, limits) ? (calmSince ?? at) : undefined;
  }
  return { sky, lingers };
}

interface Turn {
  at: number;
  census?: Pick<Sky, 'unhealthy' | 'known'>;
  opened?: 1 | -1;
}

/** All that changed up to now, in order: services were counted, an incident began, and five minutes later it is old. */
function turnsOf({ censuses = [], services, opened = [], now }: Facts): Turn[] {
  const end = Date.parse(now);
  const turns: Turn[] = [
    ...censuses.map(({ at, unhealthy, known }) => ({ at: Date.parse(at), census: { unhealthy, known } })),
    ...opened.flatMap((at): Turn[] => [
      { at: Date.parse(at), opened: 1 },
      { at: Date.parse(at) + openingMs, opened: -1 },
    ]),
  ];
  return [...turns.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at), { at: end, census: services }];
}

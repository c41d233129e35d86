import type { PrometheusClient } from './client';
import { PrometheusError } from './client';

/** Older than this, what was measured last is no sight of now, in seconds; Prometheus itself looks back as far. */
const freshS = 300;
/** When less than this share of the targets of an hour ago answers, most of what was watched is in the dark. */
const leastShare = 0.5;

const newest = 'max(timestamp(up))';
const targets = 'sum(up)';
const targetsBefore = 'sum(up offset 1h)';
/** Fires always, as in many rule sets; where it once did and does no more, rules are not evaluated. */
const watchdog = 'count(ALERTS{alertname="Watchdog", alertstate="firing"})';
const watchdogBefore = 'count(last_over_time(ALERTS{alertname="Watchdog", alertstate="firing"}[6h]))';

/** Why Prometheus cannot be believed to see what happens now, in words; undefined while it can. */
export async function blindness(client: Pick<PrometheusClient, 'query'>, now: Date): Promise<string | undefined> {
  const ask = async (query: string) => (await client.query(query, now))[0]?.value;
  try {
    const [last, up, upBefore, watched, watchedBefore] = await Promise.all(
      [newest, targets, targetsBefore, watchdog, watchdogBefore].map(ask),
    );
    const age = last === undefined ? undefined : Math.round(now.getTime() / 1000 - last);
    if (age === undefined || age > freshS) return `Prometheus has scraped nothing for ${age ?? freshS} s or more`;
    if (upBefore !== undefined && (up ?? 0) < leastShare * upBefore)
      return `${up ?? 0} targets answer, an hour ago ${upBefore} did`;
    if (watchedBefore !== undefined && watched === undefined) return 'the alert Watchdog, which always fires, has gone';
    return undefined;
  } catch (error) {
    if (error instanceof PrometheusError) return error.message;
    throw error;
  }
}

/** The same, asked at most once in `everyMs`; while it is blind, which soon passes where all has just begun, in `blindMs`. */
export function watchedSight(
  client: Pick<PrometheusClient, 'query'>,
  now: () => Date,
  { everyMs = 15_000, blindMs = 2_000 } = {},
) {
  let known: { until: number; says: Promise<string | undefined> } | undefined;
  return () => {
    const at = now().getTime();
    if (!known || at >= known.until) {
      const asked = { until: at + everyMs, says: blindness(client, new Date(at)) };
      known = asked;
      const heed = (says: string | undefined) => {
        if (says !== undefined) asked.until = at + blindMs;
      };
      asked.says.then(heed, () => heed('it cannot be told'));
    }
    return known.says;
  };
}

import type { Incident } from '@autocura/common';
import { z } from 'zod';
import { through, type Through } from '../outbound';
import { isWithin } from './muteTiming';

export interface GrafanaTimingsOptions extends Through {
  url: string;
  token: string;
  warn(message: string): void;
  now(): Date;
  /** How long an answer is good, in milliseconds. */
  freshMs?: number;
}

const texts = z
  .array(z.string())
  .nullish()
  .transform(all => all ?? undefined);
const timings = z.array(
  z.object({
    name: z.string(),
    time_intervals: z.array(
      z.object({
        times: z
          .array(z.object({ start_time: z.string(), end_time: z.string() }))
          .nullish()
          .transform(all => all ?? undefined),
        ...{ weekdays: texts, days_of_month: texts, months: texts, years: texts },
        location: z
          .string()
          .nullish()
          .transform(place => place ?? undefined),
      }),
    ),
  }),
);
const route = z.object({
  object_matchers: z.array(z.tuple([z.string(), z.enum(['=', '!=', '=~', '!~']), z.string()])).default([]),
  mute_time_intervals: z.array(z.string()).nullish(),
  continue: z.boolean().default(false),
  get routes() {
    return z.array(route).nullish();
  },
});
type Route = z.infer<typeof route>;

/** What Grafana's own alerts have; others do not go by its policies. */
const ofGrafana = 'grafana_folder';

/**
 * Why Grafana tells nobody of an incident's alerts now, in words: everywhere an alert goes by its notification policies,
 * a mute timing is on. A Grafana that cannot be asked says nothing.
 */
export function grafanaTimings({ url, token, warn, now, freshMs = 30_000, ...way }: GrafanaTimingsOptions) {
  const target = through('Grafana', 'alerts', way);
  const base = `${url.replace(/\/+$/, '')}/api/v1/provisioning`;
  const get = async <T>(path: string, shape: z.ZodType<T>): Promise<T> => {
    const answer = await target.fetch(`${base}${path}`, { again: true, headers: { authorization: `Bearer ${token}` } });
    if (!answer.ok) throw new Error(`Grafana answered ${answer.status} about ${path}`);
    return shape.parse(JSON.parse(answer.text));
  };
  const ask = () => Promise.all([get('/mute-timings', timings), get('/policies', route)]);
  let known: { until: number; told: ReturnType<typeof ask> } | undefined;

  return async ({ alerts }: Pick<Incident, 'alerts'>): Promise<string | undefined> => {
    const firing = alerts.filter(({ status, labels }) => status === 'firing' && labels[ofGrafana] !== undefined);
    if (firing.length === 0) return undefined;
    const at = now();
    if (!known || known.until <= at.getTime()) known = { until: at.getTime() + freshMs, told: ask() };
    const told = await known.told.catch((error: unknown) => {
      warn(`Grafana’s mute timings are not known: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    });
    if (!told) return undefined;
    const [all, tree] = told;
    const on = all.filter(one => one.time_intervals.some(interval => isWithin(interval, at))).map(({ name }) => name);
    for (const { name, labels } of firing) {
      const ways = waysOf(tree, labels).map(one => one.mute_time_intervals?.find(timing => on.includes(timing)));
      if (ways.every(timing => timing !== undefined)) return `${name}: mute timing “${ways[0]}” is on`;
    }
    return undefined;
  };
}

/** Where an alert goes: the deepest policies that match, the first of each level unless one says to go on. */
function waysOf(policy: Route, labels: Record<string, string>): Route[] {
  const found: Route[] = [];
  for (const child of policy.routes ?? []) {
    if (!child.object_matchers.every(matcher => isMatch(matcher, labels))) continue;
    found.push(...waysOf(child, labels));
    if (!child.continue) break;
  }
  return found.length > 0 ? found : [policy];
}

function isMatch([name, how, wanted]: Route['object_matchers'][number], labels: Record<string, string>): boolean {
  const value = labels[name] ?? '';
  if (how === '=' || how === '!=') return (value === wanted) === (how === '=');
  return new RegExp(`^(?:${wanted})$`).test(value) === (how === '=~');
}

import type { Band, ThresholdPreview, ThresholdState } from '@autocura/common';
import { ConflictError, InputError, ServiceUnavailableError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { keptFile } from '../files/keptFile';
import { type PrometheusClient, PrometheusError } from '../sources/prometheus';
import type { Store } from '../store';
import { covers, type Scope } from '../store/scope';
import { bands } from './bands';
import { ThresholdKeeper, type ThresholdLooks, thresholdsDuty } from './keeper';
import { preview } from './preview';
import { TooMuchError } from './relived';
import { parseThresholds } from './thresholdFile';

export { ThresholdKeeper } from './keeper';
export { preview } from './preview';
export { parseThresholds } from './thresholdFile';

export interface ThresholdingOptions {
  store: Store;
  /** The file of thresholds. */
  file: string | undefined;
  client: Pick<PrometheusClient, 'query' | 'queryRange'> | undefined;
  logger: LoggerService;
  now(): Date;
  wake(): void;
}

export type Thresholds = ReturnType<typeof thresholding>['thresholds'];

const weekMs = 7 * 24 * 3_600_000;
/** What is asked for again meanwhile is not made anew. */
const freshMs = 30_000;
const mostKept = 50;
/** Points of one threshold in a preview by the API. */
const mostPoints = 500_000;

/** Thresholds that nobody typed: who watches by them, and what is known of them. */
export function thresholding({ store, file, client, logger, now, wake }: ThresholdingOptions) {
  const warn = (message: string) => logger.warn(message);
  const read =
    file === undefined
      ? async () => undefined
      : keptFile({ path: file, what: 'The file of thresholds', parse: parseThresholds, warn });
  const keeper =
    file !== undefined && client && new ThresholdKeeper({ store, client, thresholds: read, logger, now, wake });
  const kept = new Map<string, { at: number; bands: Promise<Band[]> }>();
  let previewing = false;

  async function states(scope: Scope): Promise<ThresholdState[]> {
    const looks = (await store.dutyState<ThresholdLooks>(thresholdsDuty)) ?? {};
    const counts = await store.watching.firingCounts(new Date(now().getTime() - weekMs), scope);
    return ((await read()) ?? []).map(threshold => {
      const { name } = threshold;
      const { series = 0, at, problem } = looks[name] ?? {};
      return {
        ...{ ...threshold, series, firing: counts.get(name)?.open ?? 0, week: counts.get(name)?.since ?? 0 },
        ...(at !== undefined && { lookedAt: at }),
        ...(problem !== undefined && { problem }),
      };
    });
  }

  /** None of a threshold that there is not. Throws a 4xx or 503 that says why not. */
  async function bandsOf(
    name: string,
    { from, to, service, scope }: { from: string; to: string; service?: string; scope: Scope },
  ): Promise<Band[]> {
    const by = (await read())?.find(one => one.name === name);
    if (!by || !client) return [];
    const only = (one: string) => covers(scope, one) && (service === undefined || one === service);
    const grid = (time: string) => new Date(Math.floor(Date.parse(time) / by.everyMs) * by.everyMs);
    const key = JSON.stringify([by, grid(from), grid(to), service, scope]);
    const before = kept.get(key);
    if (before && now().getTime() - before.at < freshMs) return before.bands;
    const made = bands(by, { client, from: grid(from), to: grid(to), only }).catch(refused);
    kept.set(key, { at: now().getTime(), bands: made });
    made.catch(() => kept.delete(key));
    for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - mostKept))) kept.delete(old);
    return made;
  }

  /** One at a time, since each takes a core for as long as it lasts. Throws a 4xx that says why not. */
  async function previewOf(of: { thresholds: string; from: string; to: string }): Promise<ThresholdPreview> {
    const thresholds = parsed(of.thresholds);
    const period = { from: new Date(of.from), to: new Date(of.to) };
    if (previewing) throw new ConflictError('Another preview is going on; try again when it is over');
    previewing = true;
    try {
      return await preview(thresholds, { client: client ?? nobody, ...period, mostPoints });
    } finally {
      previewing = false;
    }
  }

  return { keeper: keeper || undefined, thresholds: { states, bands: bandsOf, preview: previewOf } };
}

const unasked = async (query: string) => {
  throw new PrometheusError(query, true, 'none is configured');
};
const nobody = { query: unasked, queryRange: unasked };

function parsed(text: string) {
  try {
    return parseThresholds(text);
  } catch (error) {
    throw new InputError(`body.thresholds: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

function refused(error: unknown): never {
  if (error instanceof TooMuchError) throw new InputError(error.message, error);
  if (error instanceof PrometheusError) throw new ServiceUnavailableError(error.message, error);
  throw error;
}

import type { Firing, Threshold, ThresholdPreview } from '@autocura/common';
import { type PrometheusClient, PrometheusError } from '../sources/prometheus';
import type { Episode } from '../watch/thresholds';
import { shortHash } from './alerts';
import { weekS } from './history';
import { relived, TooMuchError } from './relived';
import { labelsOf } from './series';

export interface PreviewOptions {
  client: Pick<PrometheusClient, 'query' | 'queryRange'>;
  from: Date;
  to: Date;
  /** Of all series of a threshold together. */
  mostPoints: number;
}

const mostSeries = 1_000;
const mostFirings = 200;

/** What thresholds would have told over a past time, each by itself. */
export async function preview(thresholds: Threshold[], options: PreviewOptions): Promise<ThresholdPreview> {
  const all: ThresholdPreview['thresholds'] = [];
  for (const by of thresholds) all.push(await previewOf(by, options));
  return { from: options.from.toISOString(), to: options.to.toISOString(), thresholds: all };
}

async function previewOf(by: Threshold, options: PreviewOptions): Promise<ThresholdPreview['thresholds'][number]> {
  const firings: Firing[] = [];
  const lasting = new Map<string, { episode: Episode; firing: Firing }>();
  const name = by.name;
  try {
    const series = await relived(by, { ...options, learnS: weekS, mostSeries }, ({ key, service, time, episode }) => {
      const before = lasting.get(key);
      if (before?.episode === episode) return;
      if (before) before.firing.endedAt = iso(time);
      lasting.delete(key);
      if (!episode || episode.since < options.from.getTime() / 1000) return;
      const firing = firingOf(by, key, service, episode);
      lasting.set(key, { episode, firing });
      firings.push(firing);
    });
    firings.sort((a, b) => (a.at < b.at ? -1 : 1));
    const left = firings.length - mostFirings;
    const problem = left > 0 ? { problem: `${left} more are not shown` } : {};
    return { name, series, firings: firings.slice(0, mostFirings), ...problem };
  } catch (error) {
    if (error instanceof PrometheusError || error instanceof TooMuchError)
      return { name, series: 0, firings: [], problem: error.message };
    throw error;
  }
}

function firingOf(by: Threshold, key: string, service: string, { why, since, began }: Episode): Firing {
  return {
    ...{ id: shortHash(`${by.name} ${key} ${why} ${since}`), threshold: by.name, mode: by.mode, service },
    ...{ labels: labelsOf(key), why, at: iso(since), ...(began && { began }) },
  };
}

const iso = (seconds: number) => new Date(seconds * 1000).toISOString();

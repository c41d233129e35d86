import type { Band, BandPoint, Threshold } from '@autocura/common';
import type { PrometheusClient } from '../sources/prometheus';
import { type Moment, relived } from './relived';
import { labelsOf } from './series';

export interface BandOptions {
  client: Pick<PrometheusClient, 'query' | 'queryRange'>;
  from: Date;
  to: Date;
  /** Of which services. */
  only(service: string): boolean;
}

const mostSeries = 8;
const mostPoints = 400_000;
/** What is usual at this time of the day is known from the day before on. */
const learnS = 2 * 86_400;
/** Of each series; of several samples the least usual one is shown. */
const shownPoints = 300;

/** How series of a threshold went, with the band of what was usual. Throws `PrometheusError` and `TooMuchError`. */
export async function bands(by: Threshold, options: BandOptions): Promise<Band[]> {
  const [first, last] = [options.from.getTime() / 1000, options.to.getTime() / 1000];
  const width = Math.max(by.everyMs / 1000, (last - first) / shownPoints);
  const all = new Map<string, { band: Band; slot: number; score: number }>();
  await relived(by, { ...options, learnS, mostSeries, mostPoints }, moment => {
    const point = pointOf(moment);
    if (!point) return;
    const { key, service, time, judged } = moment;
    const score = (judged?.score ?? 0) + (point.unusual ? 1 : 0);
    const slot = Math.floor((time - first) / width);
    const known = all.get(key);
    if (known?.slot === slot) {
      if (score > known.score) known.band.points.splice(-1, 1, point);
      known.score = Math.max(known.score, score);
      return;
    }
    const band = known?.band ?? { threshold: by.name, service, labels: labelsOf(key), points: [] };
    band.points.push(point);
    all.set(key, { band, slot, score });
  });
  return [...all.values()].map(({ band }) => band);
}

const pointOf = ({ time, value, judged, episode }: Moment): BandPoint | undefined =>
  value === undefined
    ? undefined
    : {
        ...{ at: new Date(time * 1000).toISOString(), value, ...judged?.band },
        unusual: episode?.why === 'unusual',
      };

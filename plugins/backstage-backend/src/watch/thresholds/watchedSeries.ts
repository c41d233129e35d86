import type { Deviation, Threshold } from '@autocura/common';
import { AnomalyDetector, type DetectorState, type Judgement } from '../anomaly';

/** Something unusual that goes on: how it began, and what was usual then. */
export interface Episode {
  why: 'unusual' | 'missing';
  /** Unix seconds. */
  since: number;
  began?: Deviation;
  /** Samples in a row that were as usual as before it began. */
  inside: number;
}

/** All that is known of a series. Plain, so that it survives a restart. */
export interface SeriesState {
  detector?: DetectorState;
  /** Unix seconds of the newest sample; -1 before the first. */
  last: number;
  episode?: Episode;
  /** It went to the side that nobody asked about: what was usual before, and since when in Unix seconds. */
  aside?: { since: number; lo: number; hi: number };
}

export type Watching = Pick<
  Threshold,
  'direction' | 'sensitivity' | 'least' | 'missing' | 'everyMs' | 'settlesMs' | 'name'
>;

/** From which score on something is told. */
const tellsFrom = { low: 1.5, normal: 1, high: 0.7 };
/** So many samples in a row inside the band of before, and it is over. */
const over = 4;

/** Watches one series by a threshold: what begins and ends, each told once. */
export class WatchedSeries {
  readonly state: SeriesState;
  private readonly detector: AnomalyDetector;

  constructor(
    private readonly by: Watching,
    state?: SeriesState,
  ) {
    const { direction, sensitivity, least, everyMs } = by;
    const watched = { stepS: everyMs / 1000, direction, from: tellsFrom[sensitivity], least };
    this.detector = new AnomalyDetector(watched, state?.detector);
    this.state = { last: -1, ...state, detector: this.detector.state };
  }

  /** `time` in Unix seconds; what is not newer than the last sample changes nothing. */
  next(time: number, value: number): Judgement | undefined {
    if (time <= this.state.last || Number.isNaN(value)) return undefined;
    this.state.last = time;
    const judged = this.detector.next(time, value);
    const { episode } = this.state;
    if (episode?.why === 'missing') delete this.state.episode;
    if (this.state.episode) this.goOn(this.state.episode, time, value, judged);
    else if (judged.alert && !this.isReturn(time, value)) this.state.episode = beginning(time, value, judged);
    this.watchOtherSide(time, value, judged);
    return judged;
  }

  /** Back from the side that nobody asked about to what was usual before is no news. */
  private isReturn(time: number, value: number): boolean {
    const { aside } = this.state;
    return aside !== undefined && time - aside.since < this.by.settlesMs / 1000 && isWithin(value, aside);
  }

  private watchOtherSide(time: number, value: number, { score, band }: Judgement): void {
    const { direction, settlesMs } = this.by;
    const { aside } = this.state;
    if (aside && time - aside.since >= settlesMs / 1000) delete this.state.aside;
    if (this.state.aside || score < 1 || !band || direction === 'both') return;
    if (value > band.expected !== (direction === 'above')) this.state.aside = { since: time, lo: band.lo, hi: band.hi };
  }

  /** It has no sample at that time. */
  missing(time: number): void {
    const { last, episode } = this.state;
    const { afterMs, then } = this.by.missing;
    if (last < 0 || time - last < afterMs / 1000 || episode?.why === 'missing') return;
    if (then === 'resolve') delete this.state.episode;
    if (then === 'alert') this.state.episode = { why: 'missing', since: last, inside: 0 };
  }

  /** Over when it is as before, or when another level has lasted for so long that it is the usual one. */
  private goOn(episode: Episode, time: number, value: number, { standing }: Judgement): void {
    episode.inside = !episode.began || isWithin(value, episode.began) ? episode.inside + 1 : 0;
    const settled = time - episode.since >= this.by.settlesMs / 1000 && !standing;
    if (episode.inside >= over || settled) delete this.state.episode;
  }
}

const isWithin = (value: number, { lo, hi }: { lo: number; hi: number }) => value >= lo && value <= hi;

function beginning(time: number, value: number, { band, score }: Judgement): Episode {
  const at = new Date(time * 1000).toISOString();
  return { why: 'unusual', since: time, inside: 0, ...(band && { began: { at, value, ...band, score } }) };
}

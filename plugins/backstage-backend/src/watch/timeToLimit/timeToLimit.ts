import { binsOf } from './bins';
import { crossings, type Future } from './crossings';
import { modelsFor } from './models';

export interface Limit {
  limit: number;
  /** On which side of the limit the trouble is. */
  direction: 'above' | 'below';
  /** So far ahead a crossing is told, seconds. */
  horizonS: number;
  /** Seconds between two samples. */
  stepS: number;
  /**
   * It goes up and down with load, so that it climbs steeply for a while and settles. Of that more is asked: a longer
   * past to tell it by, looks that are sure for longer, and nearness alone is not enough.
   */
  followsLoad?: boolean;
}

/** Times in Unix seconds. */
export interface Prediction {
  /** It will cross within the horizon, and that has been so for more than one look. */
  alarm: boolean;
  /** How likely it is to cross within the horizon, from 0 to 1. */
  likelihood: number;
  /**
   * The middle of the futures in which it crosses within the horizon, as an alarm says it does; where it hardly ever
   * does, of all in which it crosses. Undefined where none does within four horizons.
   */
  eta?: number;
  /** Between these it is in four of five cases; without `hi` it may never be. */
  lo?: number;
  hi?: number;
}

export interface Memory {
  /** Since when each look was sure enough, in Unix seconds. */
  sureSince?: number;
  /** The alarm is on. */
  isOn: boolean;
}

/** A horizon is seen in so many stretches. */
const stretches = 72;
const daySeconds = 86_400;
/** The alarm goes on when looks were as sure as this for so much of the horizon, and off below the other. */
const on = 0.7;
const confirmed = 0.04;
const off = 0.3;
/** Near enough, within this part of the horizon, one look is enough when it is as sure as this. */
const near = 0.15;
const sure = 0.9;
/** Of what follows load: looks as sure as that for so much of the horizon, and so many horizons known before. */
const ofLoad = { confirmed: 0.1, known: 2 };
/** Of all futures this share is left out at each end. Errors to come are a little larger than those that were seen. */
const tail = 0.04;

/** Predicts when one quantity crosses its limit. Asked again and again with what is known by then. */
export class TimeToLimit {
  private sureSince: number | undefined;
  private isOn: boolean;
  private readonly sign: number;
  private readonly widthS: number;
  private readonly horizon: number;

  /** `memory`: what it remembered when it was last asked. */
  constructor(
    private readonly of: Limit,
    memory: Memory = { isOn: false },
  ) {
    ({ sureSince: this.sureSince, isOn: this.isOn } = memory);
    this.sign = of.direction === 'below' ? -1 : 1;
    this.widthS = Math.max(1, Math.round(of.horizonS / stretches / of.stepS)) * of.stepS;
    this.horizon = Math.round(of.horizonS / this.widthS);
  }

  /** What it has to remember from look to look beside the course. */
  get memory(): Memory {
    return { isOn: this.isOn, ...(this.sureSince !== undefined && { sureSince: this.sureSince }) };
  }

  /** `times` in Unix seconds, ascending; NaN where a value is missing. */
  predict(times: Float64Array, values: Float64Array): Prediction {
    const course = binsOf(
      times,
      values.map(value => this.sign * value),
      this.widthS,
    );
    const limit = this.sign * this.of.limit;
    const models = modelsFor(this.horizon, Math.round(daySeconds / this.widthS));
    const futures = crossings(course, models, { limit, horizon: this.horizon });
    const now = times[times.length - 1];
    if (futures.length === 0 || now === undefined) return { alarm: false, likelihood: 0 };
    const { quantile, before } = distribution(futures);
    const likelihood = course[course.length - 1]! >= limit ? 1 : before(this.horizon);
    const timeOf = (share: number) => {
      const ahead = quantile(share);
      return Number.isFinite(ahead) ? now + ahead * this.widthS : undefined;
    };
    const isKnown = !this.of.followsLoad || now - times[0]! >= ofLoad.known * this.of.horizonS;
    if (isKnown) this.heed(now, likelihood, quantile(0.5));
    const [lo, hi] = [timeOf(tail), timeOf(1 - tail)];
    const eta = timeOf(Math.max(before(this.horizon) / 2, tail)) ?? timeOf(before(Number.MAX_VALUE) / 2);
    return {
      ...{ alarm: this.isOn, likelihood },
      ...(eta !== undefined && { eta }),
      ...(lo !== undefined && { lo }),
      ...(hi !== undefined && { hi }),
    };
  }

  private heed(now: number, likelihood: number, middle: number): void {
    this.sureSince = likelihood >= on ? (this.sureSince ?? now) : undefined;
    const sureFor = now - (this.sureSince ?? now);
    const { followsLoad, horizonS } = this.of;
    const isNear = !followsLoad && likelihood >= sure && middle <= near * this.horizon;
    const lasting = followsLoad ? ofLoad.confirmed : confirmed;
    this.isOn = this.isOn ? likelihood >= off : isNear || sureFor >= lasting * horizonS;
  }
}

function distribution(futures: Future[]) {
  const sorted = [...futures].sort((a, b) => a.crosses - b.crosses);
  const all = sorted.reduce((sum, { weight }) => sum + weight, 0);
  return {
    before: (ahead: number) =>
      sorted.reduce((sum, { crosses, weight }) => (crosses <= ahead ? sum + weight : sum), 0) / all,
    quantile(share: number) {
      let sum = 0;
      return sorted.find(({ weight }) => (sum += weight) >= share * all)?.crosses ?? Infinity;
    },
  };
}

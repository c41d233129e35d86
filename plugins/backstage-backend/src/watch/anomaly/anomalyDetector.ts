import { median } from '../median';
import { type DailyProfile, emptyProfile, learnSample, riseAt } from './dailyProfile';
import { learnError, leastSeen, noResiduals, type Residuals, unitOf, usualMost } from './residuals';

export interface Watched {
  /** Seconds between two samples. */
  stepS: number;
  /** On which side something is told; on both unless told. Where only falls matter they count as much as rises. */
  direction?: 'above' | 'below' | 'both';
  /** From which score on it is told; 1 unless told. */
  from?: number;
  /** Smaller changes are never told: in the series' unit, and as a share of what was expected. */
  least?: { change?: number; share?: number };
}

/** What is thought of one sample. */
export interface Judgement {
  /** How unusual it is, for diagnosis: 1 and more is what an alert is made of. Falls count a third. */
  score: number;
  /** An anomaly begins here: told once, and again only after it was quiet. */
  alert: boolean;
  /** An anomaly goes on, or was a moment ago. */
  standing: boolean;
  /** What was expected, and the band around it; undefined while too little is known. */
  band?: { expected: number; lo: number; hi: number };
}

/** All that is known of a series. Plain, so that it survives a restart. */
export interface DetectorState {
  recent: number[];
  /** Errors of what is expected by the last samples, and by the time of the day. */
  residuals: { now: Residuals; daily: Residuals };
  profile: DailyProfile;
  seen: number;
  /** Samples left until an anomaly counts as over. */
  quiet: number;
  /** Which of the last samples were nearly alarming, the newest last. */
  alarmed: boolean[];
}

/** So many samples tell what is usual before anything is told. */
const warmUp = 30;
const shortly = 12;
/** The level is that of the last two hours, of at most and at least so many samples. */
const levelSeconds = 7200;
const [fewest, most] = [3, 60];
/** As many times what is usual at the most is an anomaly; a fall has to be more unusual by the other. */
const alarming = 1.8;
const falls = 3;
/** A change smaller than these is none: of what was expected, and of what lies between low and high of all days. */
const leastOfExpected = 0.03;
const leastOfSpread = 0.15;
const quietFor = 4;
/** What is nearly alarming is not learned from, but for when that is so often that it must be usual. */
const notLearned = 0.8;
const [often, among] = [8, 100];
/** What never moved before has no unit: its first move is as many of them. */
const firstMove = 100;

interface Expectation {
  expected: number;
  residuals: Residuals;
}

/** Tells what is unusual of one series, sample by sample. Never looks ahead. */
export class AnomalyDetector {
  readonly state: DetectorState;

  constructor(
    private readonly watched: Watched,
    state?: DetectorState,
  ) {
    this.state = state ?? {
      ...{ recent: [], seen: 0, quiet: 0, alarmed: [] },
      residuals: { now: noResiduals(), daily: noResiduals() },
      profile: emptyProfile(watched.stepS),
    };
  }

  /** `time` in Unix seconds, ascending. A missing value (NaN) is neither judged nor learned. */
  next(time: number, value: number): Judgement {
    if (Number.isNaN(value)) return { score: 0, alert: false, standing: this.state.quiet > 0 };
    const { state } = this;
    const level = this.level();
    const expected = this.expectations(time, level);
    const judged = state.seen < warmUp ? { score: 0 } : this.judge(expected, value);
    this.learn(expected, value, this.isUsual(judged.score));
    learnSample(state.profile, this.watched.stepS, time, value, level);
    state.recent.push(value);
    if (state.recent.length > most) state.recent.shift();
    state.seen += 1;
    const isTold = this.isTold(judged, value);
    const alert = isTold && state.quiet === 0;
    state.quiet = isTold ? quietFor : Math.max(0, state.quiet - 1);
    return { ...judged, alert, standing: state.quiet > 0 };
  }

  private isTold({ score, band }: Pick<Judgement, 'score' | 'band'>, value: number): boolean {
    const { direction = 'both', from = 1, least = {} } = this.watched;
    if (score < from || band === undefined) return false;
    const change = value - band.expected;
    if (direction !== 'both' && change > 0 !== (direction === 'above')) return false;
    const smallest = Math.max(least.change ?? 0, (least.share ?? 0) * Math.abs(band.expected));
    return Math.abs(change) >= smallest;
  }

  private judge(expectations: Expectation[], value: number): Pick<Judgement, 'score' | 'band'> {
    const [best] = expectations
      .filter(({ residuals }) => residuals.seen >= leastSeen)
      .sort((a, b) => a.residuals.error - b.residuals.error);
    if (best === undefined) return { score: 0 };
    const { expected, residuals } = best;
    const error = value - expected;
    const unit = unitOf(residuals, this.floor(expected)) || Math.abs(error) / firstMove;
    const up = alarming * usualMost(residuals, true) * unit;
    const falling = this.watched.direction === 'below' ? 1 : falls;
    const down = alarming * falling * usualMost(residuals, false) * unit;
    const score = error === 0 ? 0 : error > 0 ? error / up : -error / down;
    return { score, band: { expected, lo: expected - down, hi: expected + up } };
  }

  private isUsual(score: number): boolean {
    const { alarmed } = this.state;
    const isNearly = score >= notLearned;
    alarmed.push(isNearly);
    if (alarmed.length > among) alarmed.shift();
    return !isNearly || alarmed.filter(Boolean).length > often;
  }

  private learn(expectations: Expectation[], value: number, isUsual: boolean): void {
    for (const { expected, residuals } of expectations) {
      learnError(residuals, value - expected, unitOf(residuals, this.floor(expected)), isUsual);
    }
  }

  /** As it was just now, and as it is at this time of the day. */
  private expectations(time: number, level: number | undefined): Expectation[] {
    const { recent, profile, residuals } = this.state;
    if (level === undefined) return [];
    const rise = riseAt(profile, this.watched.stepS, time);
    return [
      { expected: median(recent.slice(-shortly)), residuals: residuals.now },
      ...(rise === undefined ? [] : [{ expected: level + rise, residuals: residuals.daily }]),
    ];
  }

  private level(): number | undefined {
    const { recent } = this.state;
    const samples = Math.min(most, Math.max(fewest, Math.round(levelSeconds / this.watched.stepS)));
    return recent.length === 0 ? undefined : median(recent.slice(-samples));
  }

  private floor(expected: number): number {
    return Math.max(leastOfExpected * Math.abs(expected), leastOfSpread * this.state.profile.spread);
  }
}

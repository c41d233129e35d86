import { median } from '../median';

/** What a series did at each time of the last days. Plain, so that it can be kept. */
export interface DailyProfile {
  /** The stretch that is being filled, counted from 1970; -1 before the first. */
  stretch: number;
  /** Values of that stretch, and how far each was from the level before it. */
  values: number[];
  rises: number[];
  /** One for each stretch of the last days, at the place of its number; null where nothing is known. */
  middles: (number | null)[];
  usualRises: (number | null)[];
  /** Between the lowest and the highest tenth of all middles. */
  spread: number;
}

const daySeconds = 86_400;
const quarterHour = 900;
const days = 7;

/** `stepS`: seconds between two samples. */
export const emptyProfile = (stepS: number): DailyProfile => {
  const stretches = days * stretchesADay(stepS);
  return {
    ...{ stretch: -1, values: [], rises: [], spread: 0 },
    middles: new Array<null>(stretches).fill(null),
    usualRises: new Array<null>(stretches).fill(null),
  };
};

/** How far above its level of the last hours the series is at this time of the day, by the days before; undefined on the first. */
export function riseAt(profile: DailyProfile, stepS: number, time: number): number | undefined {
  const perDay = stretchesADay(stepS);
  const now = stretchOf(stepS, time);
  const rises: number[] = [];
  for (let day = 1; day < days; day += 1) {
    const rise = profile.usualRises[placeOf(profile, now - day * perDay)];
    if (typeof rise === 'number') rises.push(rise);
  }
  return rises.length === 0 ? undefined : median(rises);
}

/** Learns one sample; `level` is what it was measured from, undefined where there is none yet. */
export function learnSample(profile: DailyProfile, stepS: number, time: number, value: number, level?: number): void {
  const now = stretchOf(stepS, time);
  if (now !== profile.stretch) close(profile, now);
  profile.values.push(value);
  if (level !== undefined) profile.rises.push(value - level);
}

function close(profile: DailyProfile, next: number): void {
  if (profile.stretch >= 0) {
    const place = placeOf(profile, profile.stretch);
    profile.middles[place] = median(profile.values);
    profile.usualRises[place] = profile.rises.length === 0 ? null : median(profile.rises);
    for (let gap = profile.stretch + 1; gap < next && gap <= profile.stretch + profile.middles.length; gap += 1) {
      profile.middles[placeOf(profile, gap)] = null;
      profile.usualRises[placeOf(profile, gap)] = null;
    }
    profile.spread = spreadOf(profile.middles);
  }
  profile.stretch = next;
  profile.values = [];
  profile.rises = [];
}

const stretchWidth = (stepS: number) => Math.max(stepS, quarterHour);
const stretchesADay = (stepS: number) => Math.max(1, Math.round(daySeconds / stretchWidth(stepS)));
const stretchOf = (stepS: number, time: number) => Math.floor(time / stretchWidth(stepS));
const placeOf = ({ middles }: DailyProfile, stretch: number) =>
  ((stretch % middles.length) + middles.length) % middles.length;

function spreadOf(middles: (number | null)[]): number {
  const known = Float64Array.from(middles.filter(value => value !== null)).sort();
  const at = (share: number) => known[Math.min(known.length - 1, Math.floor(share * known.length))] ?? 0;
  return at(0.9) - at(0.1);
}

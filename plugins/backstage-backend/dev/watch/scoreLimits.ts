import type { LimitCase, Truths } from './limitCases';
import type { Asked } from './runLimitCases';

export interface LimitScore {
  /** Each time it was asked, each case weighing the same. */
  f1: number;
  /** Each crossing told once in time, and nothing else told. */
  eventF1: number;
  /** Alarms about nothing, in a week of one series. */
  falsePerWeek: number;
  /** How far the told time is off, as a share of what was left, at most 1. */
  etaError: number;
  /** How often the band held the time of crossing. */
  coverage: number;
}

/** An alarm may come this many horizons before the crossing. */
const earliest = 2;
const week = 7 * 86_400;
const hour = 3600;

/** Of answers against what really happened. What lies beyond the end of the record counts neither way. */
export function scoreLimits(cases: LimitCase[], truths: Truths, answers: Asked[]): LimitScore {
  const told = new Map(answers.map(answer => [`${answer.case}|${answer.origin}`, answer]));
  const scored = cases.map(of => {
    const { cross, end } = truths[of.id] ?? { cross: null, end: Infinity };
    const looks = of.origins
      .filter(origin => cross !== null || origin + of.horizonS <= end)
      .map(origin => told.get(`${of.id}|${origin}`) ?? { case: of.id, origin, alarm: false });
    return scoreCase(of, cross, looks);
  });
  const sum = (of: (one: Scored) => number) => scored.reduce((total, one) => total + of(one), 0);
  const mean = (of: (one: Scored) => number | undefined) => {
    const known = scored.map(of).filter(value => value !== undefined);
    return known.reduce((total, value) => total + value, 0) / known.length;
  };
  const crossing = sum(({ crosses }) => Number(crosses));
  const caught = sum(one => Number(one.caught));
  const wrong = sum(one => one.falseAlarms);
  return {
    f1: f1Of(
      sum(one => one.right),
      sum(one => one.wrong),
      sum(one => one.missed),
    ),
    eventF1: f1Of(caught, wrong, crossing - caught),
    falsePerWeek: (wrong * week) / sum(one => one.seconds),
    etaError: mean(one => one.etaError),
    coverage: mean(one => one.coverage),
  };
}

const f1Of = (right: number, wrong: number, missed: number) =>
  right === 0 ? 0 : (2 * right) / (2 * right + wrong + missed);

interface Scored {
  right: number;
  wrong: number;
  missed: number;
  crosses: boolean;
  caught: boolean;
  falseAlarms: number;
  seconds: number;
  etaError?: number;
  coverage?: number;
}

function scoreCase(of: LimitCase, cross: number | null, looks: Asked[]): Scored {
  const isNear = ({ origin }: Asked) => cross !== null && cross - origin <= of.horizonS;
  const share = (is: (look: Asked) => boolean) => looks.filter(is).length / Math.max(1, looks.length);
  const step = (of.origins[1] ?? hour) - (of.origins[0] ?? 0);
  const alarms = alarmsIn(looks);
  const last = alarms[alarms.length - 1];
  const reaches = cross !== null && last !== undefined && cross - last.to <= 2 * step + of.stepS;
  const lead = reaches ? cross - last.from : undefined;
  const inTime = lead !== undefined && lead >= of.requiredLeadS && lead <= earliest * of.horizonS;
  const tooEarly = lead !== undefined && lead > earliest * of.horizonS;
  const ended = cross === null ? alarms : alarms.filter(({ to }) => cross - to > of.horizonS);
  const near = looks.filter(isNear);
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    right: share(look => look.alarm && isNear(look)),
    wrong: share(look => look.alarm && !isNear(look)),
    missed: share(look => !look.alarm && isNear(look)),
    crosses: cross !== null,
    caught: inTime,
    falseAlarms: ended.length + Number(tooEarly),
    seconds: looks.length * step,
    ...(cross !== null &&
      near.length > 0 && {
        etaError: mean(
          near.map(({ origin, eta }) =>
            eta === undefined ? 1 : Math.min(1, Math.abs(eta - cross) / Math.max(cross - origin, hour)),
          ),
        ),
        coverage: mean(near.map(({ lo, hi = Infinity }) => Number(lo !== undefined && lo <= cross && cross <= hi))),
      }),
  };
}

/** From the first look to the last of each alarm; one look without does not end it. */
function alarmsIn(looks: Asked[]): { from: number; to: number }[] {
  const alarms: { from: number; to: number; at: number }[] = [];
  looks.forEach(({ origin, alarm }, at) => {
    if (!alarm) return;
    const last = alarms[alarms.length - 1];
    if (last && at - last.at <= 2) Object.assign(last, { to: origin, at });
    else alarms.push({ from: origin, to: origin, at });
  });
  return alarms;
}

/** Seconds of a step. */
export const step = 15;

/** A stretch of what was recorded that may be the trouble, in steps from when it was noticed. */
export interface Stretch {
  from: number;
  /** The first step after; undefined: it lasts. */
  until?: number;
  /** How readily it is believed, 0 to 1. */
  worth: number;
}

/** Trouble is noticed late or early by a minute and a half at most. */
const offBy = [0, 1, -1, 2, -2, 3, -3, 4, -4, 6, -6];
/** The further from when it was noticed, the clearer it has to be; so many steps off nothing is believed. */
const unbelieved = 16;
/** What was over when it was noticed has to be clearer by far. */
const past = [
  [-8, -6],
  [-8, -4],
  [-6, -2],
  [-6, 0],
  [-4, -2],
  [-4, 0],
] as const;
const ofPast = 0.5;

/** Those to look at; of two that are as clear, the former. */
export const stretches: Stretch[] = [
  ...offBy.map(from => ({ from, worth: 1 - Math.abs(from) / unbelieved })),
  ...past.map(([from, until]) => ({ from, until, worth: ofPast })),
];

const [first, last] = [-9, 6];

/** Which step something began in; all that is earlier or later than any stretch tells is one step. Without a time all is. */
export const stepOf = (startUs: number, at: number): number =>
  Number.isNaN(at) ? 0 : Math.max(first, Math.min(last, Math.floor((startUs / 1e6 - at) / step)));

export const isIn = ({ from, until = Infinity }: Stretch, one: number): boolean => one >= from && one < until;

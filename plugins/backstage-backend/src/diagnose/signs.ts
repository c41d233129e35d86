import type { Measurement } from '@autocura/common';
import type { Answers, Judgement } from './failureMode';

export type Measured = Extract<Measurement, { state: 'measured' }>;

/** Weights of a sign: `strong` is hard to explain otherwise, `weak` merely fits, `decisive` outweighs the others. */
export const strong = 3;
export const fair = 2;
export const weak = 1;
export const decisive = 6;

export interface Sign {
  weight: number;
  says: string;
}
export interface Cited<K extends string> extends Sign {
  asked: K;
}

export const speaksFor = (weight: number, says: string): Sign => ({ weight, says });
export const speaksAgainst = (weight: number, says: string): Sign => ({ weight: -weight, says });

/** Reads signs out of answers. A sign whose answers are missing is no sign. */
export function reader<K extends string>(answers: Answers<K>) {
  return {
    of(asked: K, read: (answer: Measured) => Sign | undefined): Cited<K>[] {
      const answer = answers[asked];
      return answer.state === 'measured' ? cite(asked, read(answer)) : [];
    },
    /** A sign that needs both answers; it cites the first. */
    ofBoth(asked: K, other: K, read: (answer: Measured, other: Measured) => Sign | undefined): Cited<K>[] {
      const first = answers[asked];
      const second = answers[other];
      return first.state === 'measured' && second.state === 'measured' ? cite(asked, read(first, second)) : [];
    },
  };
}

const cite = <K extends string>(asked: K, sign: Sign | undefined): Cited<K>[] => (sign ? [{ ...sign, asked }] : []);

/** Adds the signs up, the heaviest told first. */
export function weigh<K extends string>(...signs: Cited<K>[][]): Judgement<K> {
  const all = signs.flat();
  const told = [...all].sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight));
  return {
    support: all.reduce((sum, { weight }) => sum + weight, 0),
    because: told.map(({ says, asked }) => ({ says, asked })),
  };
}

/** What the mode stands on was not measured. */
export const cannotTell = <K extends string>(asked: K, reason: string): Judgement<K> => ({
  support: 0,
  blind: true,
  because: [{ says: `cannot tell: ${reason}`, asked }],
});

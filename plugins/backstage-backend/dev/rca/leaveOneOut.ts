import { chosen, type Constants } from '../../src/diagnose/localize';

/** The chosen constants first, then each of them halved and doubled. */
export const variants: { name: string; constants: Constants }[] = [
  { name: 'as chosen', constants: chosen },
  ...Object.entries(chosen).flatMap(([name, value]) =>
    [0.5, 2].map(factor => ({ name: `${name} ${value * factor}`, constants: { ...chosen, [name]: value * factor } })),
  ),
];

/** By variant, by system: the share of cases that are right. */
export type Shares = Record<string, Record<string, number>>;

export interface LeftOut {
  system: string;
  /** The variant that is best on all other systems; of several as good, the one named first. */
  variant: string;
  /** And what it reaches on this one. */
  share: number;
}

/** Of each system what one would have got, had one chosen without it. */
export function leaveOneOut(shares: Shares): LeftOut[] {
  const systems = Object.keys(Object.values(shares)[0] ?? {});
  return systems.map(system => {
    const others = systems.filter(other => other !== system);
    const mean = (of: Record<string, number>) =>
      others.reduce((sum, other) => sum + (of[other] ?? 0), 0) / others.length;
    const [first, ...rest] = Object.entries(shares);
    const best = rest.reduce((best, one) => (best && mean(one[1]) > mean(best[1]) + 1e-9 ? one : best), first);
    return { system, variant: best?.[0] ?? '', share: best?.[1][system] ?? NaN };
  });
}

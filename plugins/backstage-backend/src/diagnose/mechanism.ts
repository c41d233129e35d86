import type { Suspect } from './suspect';

/**
 * That something fails since a change, or does not answer, names no mechanism. Where one is measured in the same
 * service, such as memory that runs full or a starved replica, it explains what is felt, and the others fall behind:
 * what changed shortly before may be chance. The mechanism's own remedies know when a change is to be taken back first.
 */
export function preferMechanisms(suspects: Suspect[]): Suspect[] {
  return suspects.map(one => {
    const { yieldsFrom } = one.mode;
    if (yieldsFrom === undefined || one.support <= 0) return one;
    const mechanism = suspects
      .filter(({ mode, context }) => context.service === one.context.service && mode.yieldsFrom === undefined)
      .sort((a, b) => b.support - a.support)[0];
    if (!mechanism || mechanism.support < yieldsFrom || mechanism.support > one.support) return one;
    const says = `what is measured in ${one.context.service} explains it: ${mechanism.mode.title.toLowerCase()}`;
    const evidence = mechanism.because.flatMap(({ evidence: cited }) => cited).slice(0, 1);
    return { ...one, support: mechanism.support - 1, because: [...one.because, { says, evidence }] };
  });
}

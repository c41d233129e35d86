import { cameSoon, inWords, lastChange } from './change';
import type { EvidenceIndex } from './answers';
import { strong } from './signs';
import type { Suspect } from './suspect';
import { isSlow } from './thresholds';

/**
 * What a service calls seems slow to it while it starts, and after a release that asks for more. Where others call the
 * same and find it as fast as ever, a release of the one that complains is at least as likely.
 */
export function slowForOthers(
  suspects: Suspect[],
  { services }: { services: string[] },
  index: EvidenceIndex,
): Suspect[] {
  return suspects.map(one => {
    const { context, judgement, mode } = one;
    const { about } = judgement;
    if (!mode.toldBySlowness || about === undefined || one.support <= 0) return one;
    const change = lastChange(context, 'deploy');
    if (!change || !cameSoon(context, change)) return one;
    const others = services
      .filter(service => service !== context.service)
      .flatMap(service => callOf(service, about, index));
    if (others.length === 0 || others.some(({ slow }) => slow)) return one;
    const names = others.map(({ service }) => service).join(', ');
    const says = `${names} ${others.length === 1 ? 'finds' : 'find'} ${about} as fast as ever, and the ${inWords(change)} had just come`;
    const evidence = others.map(({ evidence: id }) => id);
    return { ...one, support: one.support - strong, because: [...one.because, { says, evidence }] };
  });
}

function callOf(service: string, about: string, index: EvidenceIndex) {
  const piece = index.find(service, { signal: 'calls.p95', by: 'peer' });
  if (piece?.measurement.state !== 'measured') return [];
  const value = piece.measurement.parts?.[about];
  if (value === undefined) return [];
  return [{ service, slow: isSlow(value, piece.measurement.normalParts?.[about]), evidence: piece.id }];
}

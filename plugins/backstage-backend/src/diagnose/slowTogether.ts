import type { Topology } from '@autocura/common';
import { dependentsOf } from '@autocura/common';
import type { EvidenceIndex } from './answers';
import { decisive } from './signs';
import type { Suspect } from './suspect';

/** Services that have nothing to do with the suspect must be this much slower than usual, in the middle of them. */
const slower = 1.5;
/** The suspect may still stand out by this much. */
const standsOut = 3;
/** One service beside it may have trouble of its own. */
const fewest = 2;

/**
 * Where services that do not depend on a slow one are as much slower at the same time, they share what slows them: the
 * machine, the network, a clock. No single one is to blame, and restarting one makes it worse.
 */
export function slowTogether(
  suspects: Suspect[],
  { services, topology }: { services: string[]; topology: Topology },
  index: EvidenceIndex,
): Suspect[] {
  const own = new Map(services.flatMap(service => factorOf(service, index)));
  return suspects.map(one => {
    if (!one.mode.toldBySlowness || one.support <= 0) return one;
    const culprit = one.judgement.about ?? one.context.service;
    const factor = Math.max(own.get(culprit)?.factor ?? 0, calledFactor(one.context.service, culprit, index));
    const dependents = new Set(dependentsOf(topology, culprit));
    const others = [...own.values()]
      .filter(({ service }) => !dependents.has(service))
      .sort((a, b) => a.factor - b.factor);
    const middle = others[Math.floor((others.length - 1) / 2)];
    if (factor === 0 || others.length < fewest || !middle) return one;
    if (middle.factor < slower || factor > standsOut * middle.factor) return one;
    const names = others.filter(other => other.factor >= slower).map(({ service }) => service);
    const says = `${names.join(', ')} became slower too and ${names.length === 1 ? 'does' : 'do'} not depend on ${culprit}: what slows it is shared`;
    const evidence = others.map(({ evidence: id }) => id);
    return { ...one, support: one.support - decisive, because: [...one.because, { says, evidence }] };
  });
}

interface Own {
  service: string;
  /** Times its usual p95. */
  factor: number;
  evidence: string;
}

function factorOf(service: string, index: EvidenceIndex): [string, Own][] {
  const piece = index.find(service, { signal: 'requests.p95' });
  if (piece?.measurement.state !== 'measured') return [];
  const { value, normal } = piece.measurement;
  return normal ? [[service, { service, factor: value / normal, evidence: piece.id }]] : [];
}

/** By how many times calls to it take longer than usual, as who calls it measures; 0 where that is not known. */
function calledFactor(from: string, to: string, index: EvidenceIndex): number {
  const measurement = index.find(from, { signal: 'calls.p95', by: 'peer' })?.measurement;
  if (measurement?.state !== 'measured') return 0;
  const normal = measurement.normalParts?.[to];
  return normal ? (measurement.parts?.[to] ?? 0) / normal : 0;
}

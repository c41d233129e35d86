import type { EvidenceIndex } from './answers';
import { isFailing, isSlow } from './thresholds';
import type { Suspect } from './suspect';

/** A callee must be suspected at least this much before it takes the blame from its caller. */
const seriously = 3;
/** How far below the callee its caller comes to stand. */
const behind = 3;

/**
 * A service that suffers because of one it calls is not the cause: where calls to a suspected callee fail or are slow,
 * the caller's suspicion falls behind the callee's. Callees are looked at first, so that blame wanders down to the
 * deepest one; in a cycle nobody is excused twice.
 */
export function explainAway(suspects: Suspect[], index: EvidenceIndex): Suspect[] {
  const seen = new Map<string, Looked>();
  const visiting = new Set<string>();

  const look = (service: string): Looked => {
    const known = seen.get(service);
    if (known) return known;
    const own = suspects.filter(({ context }) => context.service === service);
    if (visiting.has(service)) return { suspects: own, culprit: undefined };
    visiting.add(service);
    const blamed = (own[0]?.context.callees ?? [])
      .flatMap((callee): Blamed[] => {
        const hurt = hurts(service, callee, index);
        const culprit = hurt === undefined ? undefined : look(callee).culprit;
        return hurt !== undefined && culprit && culprit.support >= seriously ? [{ hurt, culprit }] : [];
      })
      .sort((a, b) => b.culprit.support - a.culprit.support)[0];
    visiting.delete(service);
    const after = own.map(one => (blamed ? excuse(one, blamed) : one));
    const looked = { suspects: after, culprit: strongestOf(blamed ? [...after, blamed.culprit] : after) };
    seen.set(service, looked);
    return looked;
  };

  const services = [...new Set(suspects.map(({ context }) => context.service))];
  return services.flatMap(service => look(service).suspects);
}

interface Looked {
  suspects: Suspect[];
  /** The strongest suspect here or below, where calls to it hurt. */
  culprit: Suspect | undefined;
}
interface Blamed {
  culprit: Suspect;
  /** The evidence that calls to it fail or are slow. */
  hurt: string;
}

function excuse(one: Suspect, { culprit, hurt }: Blamed): Suspect {
  if (!one.mode.mimickedByCallees || one.support <= 0) return one;
  const { mode, context, support } = culprit;
  const says = `${context.service} explains it: ${mode.title.toLowerCase()}`;
  return {
    ...one,
    support: Math.min(one.support, support) - behind,
    because: [...one.because, { says, evidence: [hurt] }],
  };
}

/** The evidence that calls from one service to another fail or are slow. */
function hurts(from: string, to: string, index: EvidenceIndex): string | undefined {
  const checks = [
    { signal: 'calls.errors', bad: isFailing },
    { signal: 'calls.p95', bad: isSlow },
  ] as const;
  for (const { signal, bad } of checks) {
    const piece = index.find(from, { signal, by: 'peer' });
    if (piece?.measurement.state !== 'measured') continue;
    const value = piece.measurement.parts?.[to];
    if (value !== undefined && bad(value, piece.measurement.normalParts?.[to])) return piece.id;
  }
  return undefined;
}

const strongestOf = (suspects: Suspect[]) => [...suspects].sort((a, b) => b.support - a.support)[0];

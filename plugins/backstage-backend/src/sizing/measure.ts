import type { Attempt, Incident, SignalName, SizingProposal, SizingResult } from '@autocura/common';
import { hasEnded } from '@autocura/common';
import type { Durations } from '../settings';
import type { PrometheusSource } from '../sources/prometheus';
import { median } from '../watch/median';

const points = 60;

/**
 * What a proposal that was accepted really saved, and what became of latency: undefined while it cannot be told. Both
 * stretches are as long as an effect is watched, the later one begins after the soak.
 */
export async function measureSizing(
  proposal: SizingProposal,
  incident: Incident,
  { source, durations, now }: { source: Pick<PrometheusSource, 'courses'>; durations: Durations; now: Date },
): Promise<SizingResult | undefined> {
  const attempt = incident.attempts.at(-1);
  if (!hasEnded(incident)) return undefined;
  if (attempt?.actedAt === undefined) return { at: now.toISOString(), saved: 0 };
  const acted = Date.parse(attempt.actedAt);
  const later = acted + durations.soak;
  if (now.getTime() < later + durations.verify) return undefined;
  const middleOf = async (signal: SignalName, from: number) => {
    const to = from + durations.verify;
    const stepS = Math.max(1, Math.round(durations.verify / 1000 / points));
    const found = await source.courses([proposal.service], [signal], new Date(from), new Date(to), stepS);
    const values = found.flatMap(course => course.points.map(([, value]) => value));
    return values.length > 0 ? median(values) : undefined;
  };
  const latencyBefore = await middleOf('requests.p95', acted - durations.verify);
  const latencyAfter = await middleOf('requests.p95', later);
  const { outcome } = attempt;
  return {
    ...{ at: now.toISOString(), saved: await savedBy(proposal, attempt, () => middleOf('replicas.running', later)) },
    ...(outcome !== undefined && { outcome }),
    ...(latencyBefore !== undefined && { latencyBefore }),
    ...(latencyAfter !== undefined && { latencyAfter }),
  };
}

/** Replicas are counted, not believed. */
async function savedBy(
  { kind, from, saves }: SizingProposal,
  { undoneAt, failed }: Attempt,
  running: () => Promise<number | undefined>,
): Promise<number> {
  if (undoneAt !== undefined || failed !== undefined) return 0;
  if (kind !== 'replicas') return saves;
  const count = await running();
  return count === undefined ? 0 : from - count;
}

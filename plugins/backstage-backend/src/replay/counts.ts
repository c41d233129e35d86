import type { ReplayCounts, ReplayedEpisode } from '@autocura/common';
import { outcomes, replayKinds } from '@autocura/common';

export function noCounts(): ReplayCounts {
  return {
    ...{ alerts: 0, episodes: 0, same: 0 },
    would: zeros(replayKinds),
    really: zeros(replayKinds),
    outcomes: zeros([...outcomes, 'unknown']),
    objections: {},
  };
}

/** Counts an episode in. */
export function count(counts: ReplayCounts, { would, really, same }: ReplayedEpisode) {
  counts.episodes += 1;
  if (same) counts.same += 1;
  counts.would[would.kind] += 1;
  counts.really[really.kind] += 1;
  for (const { kind, outcome = 'unknown', verdicts } of would.decisions) {
    if (kind === 'done') counts.outcomes[outcome] += 1;
    for (const { guardrail, decision } of verdicts) {
      if (decision === 'allow') continue;
      counts.objections[guardrail] = (counts.objections[guardrail] ?? 0) + 1;
    }
  }
}

const zeros = <K extends string>(keys: readonly K[]) =>
  Object.fromEntries(keys.map(key => [key, 0])) as Record<K, number>;

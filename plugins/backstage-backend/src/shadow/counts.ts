import type { ShadowCounts, ShadowedEpisode, ShadowedRemedy } from '@autocura/common';
import { agreements, outcomes, wouldBeMarks } from '@autocura/common';

/** Only Autocura would have done it, or something else than people did. */
export const isItsAlone = ({ agreement }: ShadowedEpisode) => agreement === 'only autocura' || agreement === 'differs';

/** Counts episodes as they come, so that a period may have more of them than memory. */
export class Tally {
  private readonly counted: ShadowCounts = {
    ...{ episodes: 0, causes: 0, steps: 0, minutesSaved: 0 },
    agreements: zeros(agreements),
    outcomes: zeros([...outcomes, 'not measured']),
    marks: zeros([...wouldBeMarks, 'not marked']),
  };
  private readonly known = new Map<string, ShadowedRemedy>();

  take(episode: ShadowedEpisode) {
    const { counted } = this;
    counted.episodes += 1;
    if (episode.cause) counted.causes += 1;
    if (episode.would) counted.steps += 1;
    counted.minutesSaved += episode.minutesSaved ?? 0;
    counted.agreements[episode.agreement] += 1;
    for (const { outcome = 'not measured' } of episode.people) counted.outcomes[outcome] += 1;
    if (isItsAlone(episode)) counted.marks[episode.would?.mark?.mark ?? 'not marked'] += 1;
    this.named(episode);
  }

  get counts(): ShadowCounts {
    return { ...this.counted, minutesSaved: Math.round(10 * this.counted.minutesSaved) / 10 };
  }

  /** By failure mode, action and service: what speaks for letting Autocura do more, and what against. */
  get remedies(): ShadowedRemedy[] {
    return [...this.known.values()].sort((a, b) => b.named - a.named || (keyOf(a) < keyOf(b) ? -1 : 1));
  }

  private named({ would, agreement, minutesSaved }: ShadowedEpisode) {
    if (!would) return;
    const { failureMode, step, mark } = would;
    const names = { failureMode, action: step.action, service: step.target };
    const none = { named: 0, agrees: 0, healed: 0, right: 0, unneeded: 0, harmful: 0 };
    const remedy = this.known.get(keyOf(names)) ?? { ...names, ...none };
    this.known.set(keyOf(names), remedy);
    remedy.named += 1;
    if (agreement === 'agrees') remedy.agrees += 1;
    if (minutesSaved !== undefined) remedy.healed += 1;
    if (mark) remedy[mark.mark] += 1;
  }
}

const keyOf = ({ failureMode, action, service }: Pick<ShadowedRemedy, 'failureMode' | 'action' | 'service'>) =>
  JSON.stringify([failureMode, action, service]);

function zeros<K extends string>(keys: readonly K[]) {
  return Object.fromEntries(keys.map(key => [key, 0])) as Record<K, number>;
}

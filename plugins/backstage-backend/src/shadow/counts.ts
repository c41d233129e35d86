import type { ShadowCounts, ShadowedEpisode, ShadowedRemedy } from '@autocura/common';
import { agreements, outcomes, wouldBeMarks } from '@autocura/common';

/** Only Autocura would have done it, or something else than people did. */
export const isItsAlone = ({ agreement }: ShadowedEpisode) => agreement === 'only autocura' || agreement === 'differs';

export function countsOf(episodes: ShadowedEpisode[]): ShadowCounts {
  const counts: ShadowCounts = {
    episodes: episodes.length,
    causes: episodes.filter(({ cause }) => cause).length,
    steps: episodes.filter(({ would }) => would).length,
    agreements: zeros(agreements),
    outcomes: zeros([...outcomes, 'not measured']),
    minutesSaved: Math.round(10 * episodes.reduce((sum, { minutesSaved = 0 }) => sum + minutesSaved, 0)) / 10,
    marks: zeros([...wouldBeMarks, 'not marked']),
  };
  for (const episode of episodes) {
    counts.agreements[episode.agreement] += 1;
    for (const { outcome = 'not measured' } of episode.people) counts.outcomes[outcome] += 1;
    if (isItsAlone(episode)) counts.marks[episode.would?.mark?.mark ?? 'not marked'] += 1;
  }
  return counts;
}

/** By failure mode, action and service: what speaks for letting Autocura do more, and what against. */
export function remediesOf(episodes: ShadowedEpisode[]): ShadowedRemedy[] {
  const remedies = new Map<string, ShadowedRemedy>();
  for (const { would, agreement, minutesSaved } of episodes) {
    if (!would) continue;
    const { failureMode, step, mark } = would;
    const key = JSON.stringify([failureMode, step.action, step.target]);
    const names = { failureMode, action: step.action, service: step.target };
    const none = { named: 0, agrees: 0, healed: 0, right: 0, unneeded: 0, harmful: 0 };
    const remedy = remedies.get(key) ?? { ...names, ...none };
    remedies.set(key, remedy);
    remedy.named += 1;
    if (agreement === 'agrees') remedy.agrees += 1;
    if (minutesSaved !== undefined) remedy.healed += 1;
    if (mark) remedy[mark.mark] += 1;
  }
  return [...remedies.values()].sort((a, b) => b.named - a.named || (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = ({ failureMode, action, service }: ShadowedRemedy) => [failureMode, action, service].join(' ');
const zeros = <K extends string>(keys: readonly K[]) =>
  Object.fromEntries(keys.map(key => [key, 0])) as Record<K, number>;

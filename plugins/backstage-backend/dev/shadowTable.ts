import type { ShadowedEpisode, ShadowReport } from '@autocura/common';

/** What the episodes come to, as people read it in a terminal. */
export function shadowTable({ counts, remedies }: Pick<ShadowReport, 'counts' | 'remedies'>): string {
  const { agreements, marks } = counts;
  return [
    `${counts.episodes} episodes: a likely cause named in ${counts.causes}, a step in ${counts.steps}`,
    `agreements: ${list(agreements)}`,
    `what people did came to: ${list(counts.outcomes)}`,
    `minutes it would have saved where people did the same and it healed: ${counts.minutesSaved}`,
    `steps that only Autocura would have taken: ${list(marks)}`,
    ...remedies.map(
      ({ failureMode, action, service, ...numbers }) => `${action} ${service} for ${failureMode}: ${list(numbers)}`,
    ),
  ].join('\n');
}

/** One episode, in a few lines. */
export function episodeLine({
  openedAt,
  title,
  cause,
  would,
  people,
  agreement,
  minutesSaved,
}: ShadowedEpisode): string {
  const acts = people.map(({ at, by, says, outcome = 'not measured' }) => `${at} ${by}: ${says} (${outcome})`);
  return [
    `${openedAt} ${title}: ${agreement}${minutesSaved === undefined ? '' : `, ${minutesSaved} minutes`}`,
    ...(cause ? [`  cause:  ${cause.at} ${cause.title} (${cause.service})`] : []),
    ...(would ? [`  would:  ${would.at} ${would.says}${would.mark ? ` (${would.mark.mark})` : ''}`] : []),
    ...acts.map(act => `  people: ${act}`),
  ].join('\n');
}

const list = (counted: Record<string, number>) =>
  Object.entries(counted)
    .filter(([, times]) => times > 0)
    .map(([name, times]) => `${name} ${times}`)
    .join(', ') || 'none';

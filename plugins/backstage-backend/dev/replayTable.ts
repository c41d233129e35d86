import { replayKinds, type ReplayCounts, type ReplayedEpisode } from '@autocura/common';

/** One episode that would have gone otherwise, on a line or two. */
export function episodeLine({ openedAt, incidentId, title, would, really }: ReplayedEpisode): string {
  const decisions = would.decisions.map(({ kind, says, outcome, reason, verdicts }) =>
    [`${kind}${says === undefined ? '' : ` "${says}"`}`, outcome && `(${outcome})`, reason ?? objectionsOf(verdicts)]
      .filter(Boolean)
      .join(' '),
  );
  const attempts = really.attempts.map(
    ({ step, by, outcome }) => `${step.action} ${step.target}${by ? ` by ${by}` : ''} (${outcome ?? 'not measured'})`,
  );
  return [
    `${openedAt} ${incidentId} ${title}`,
    `  would: ${decisions.join('; then ') || would.kind}`,
    `  really: ${[really.kind, ...attempts, ...(really.how === undefined ? [] : [`ended ${really.how}`])].join(', ')}`,
  ].join('\n');
}

/** The counts, as people read them. */
export function replayTable({ alerts, episodes, same, would, really, outcomes, objections }: ReplayCounts): string {
  const rows = [['', 'would', 'really'], ...replayKinds.map(kind => [kind, String(would[kind]), String(really[kind])])];
  const width = Math.max(...replayKinds.map(kind => kind.length));
  const lines = rows.map(([name = '', ...cells]) =>
    [name.padEnd(width), ...cells.map(cell => cell.padStart(8))].join(''),
  );
  const list = (counted: Record<string, number>) =>
    Object.entries(counted)
      .filter(([, times]) => times > 0)
      .sort(([, a], [, b]) => b - a)
      .map(([name, times]) => `${name} ${times}`)
      .join(', ') || 'none';
  return [
    `${alerts} alerts, ${episodes} episodes of incidents, ${same} of them as they went`,
    ...lines,
    `outcomes of what would have been done: ${list(outcomes)}`,
    `guardrails that objected: ${list(objections)}`,
  ].join('\n');
}

const objectionsOf = (verdicts: ReplayedEpisode['would']['decisions'][number]['verdicts']) =>
  verdicts
    .filter(({ decision }) => decision !== 'allow')
    .map(({ guardrail, reason }) => `${guardrail}: ${reason}`)
    .join('; ');

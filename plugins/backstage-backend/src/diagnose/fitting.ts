import type { Change, FittingChange } from '@autocura/common';
import type { ChangeRecord, ChangeVerdict } from './localize';

/**
 * Changes that say what they alter, as what can be compared with the trouble: each commit of a release, or the key of
 * a configuration or flag with its values. `timeOf` in Unix seconds.
 */
export const recordsOf = (changes: Change[], timeOf: (iso: string) => number): ChangeRecord[] =>
  changes.flatMap(change =>
    alteredBy(change).flatMap(({ id, message, files, diff }) => {
      const { service } = change;
      const time = timeOf(change.at);
      const rollout = { id, kind: 'deploy' as const, time, service, message: '', files: [], diff: '' };
      return [{ id, kind: 'commit' as const, time, message, files, diff }, rollout];
    }),
  );

/** The changes of a verdict in the words of those who made them: the one named, or those that fit as well. */
export function fittingOf({ named, alike }: ChangeVerdict, changes: Change[]): FittingChange[] {
  const madeBy = new Map(
    changes.flatMap(change => alteredBy(change).map(({ id, commit }) => [id, { change, commit }] as const)),
  );
  return (named ? [named] : alike).flatMap(({ change: { id }, shared }) => {
    const made = madeBy.get(id);
    if (!made) return [];
    const { change, commit } = made;
    const { service, summary } = change;
    const of = commit && { commit: { id: commit.id, subject: commit.message.split('\n', 1)[0] ?? '' } };
    return [{ change: change.id, service, summary, ...of, shared }];
  });
}

function alteredBy({ id, kind, key, from = '', to = '', summary, commits = [] }: Change) {
  if (commits.length > 0)
    return commits.map(commit => ({
      ...{ id: `${id}/${commit.id}`, message: commit.message, files: commit.files, diff: commit.diff ?? '' },
      commit,
    }));
  if (kind === 'deploy' || key === undefined) return [];
  const diff = `-${key}: ${from}\n+${key}: ${to}`;
  return [{ id, message: summary, files: [], diff, commit: undefined }];
}

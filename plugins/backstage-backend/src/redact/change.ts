import type { Change } from '@autocura/common';
import { withoutSecrets } from './redact';

/** The change without the secrets in its words and diffs. Its values stay: they are what brings it back. */
export const changeWithoutSecrets = (change: Change): Change => ({
  ...change,
  summary: withoutSecrets(change.summary),
  ...(change.commits && {
    commits: change.commits.map(commit => ({
      ...commit,
      message: withoutSecrets(commit.message),
      ...(commit.diff !== undefined && { diff: withoutSecrets(commit.diff) }),
    })),
  }),
});

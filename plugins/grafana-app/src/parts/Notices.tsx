import { Alert, EmptyState, LoadingPlaceholder } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { troubleWords, type Polled, type Trouble } from '../api';
import { useWords } from '../useWords';
import { Moment } from './Moment';

/** Nothing there yet, and what brings something. */
export const Empty = ({ title, hint }: { title: string; hint?: string }) => (
  <EmptyState variant="completed" message={title} hideImage>
    {hint}
  </EmptyState>
);

/** Why there is no answer, in a sentence. `missing` is what a 404 means here. */
function Told({ trouble, missing }: { trouble: Trouble; missing?: string | undefined }) {
  const { title, told } = troubleWords(useWords(), trouble);
  const isMissing = trouble !== 'slow' && trouble.status === 404;
  return (
    <Alert severity={isMissing ? 'info' : 'error'} title={isMissing ? (missing ?? title) : title}>
      {isMissing ? undefined : told}
    </Alert>
  );
}

/** Shown above content that is from before. */
function Stale({ trouble, answeredAt }: { trouble: Trouble; answeredAt: string }) {
  const words = useWords();
  const { title, told } = troubleWords(words, trouble);
  return (
    <Alert severity="warning" title={title}>
      {told !== undefined && <p>{told}</p>}
      {words.labels.stale} <Moment iso={answeredAt} as="clock" />
    </Alert>
  );
}

/** What was answered, or in its place why there is nothing to show; above it, why it is from before. */
export function Answer<T>({
  of,
  missing,
  children,
}: {
  of: Polled<T>;
  /** What it means when it does not exist. */
  missing?: string;
  children: (value: T, stale: boolean) => ReactNode;
}) {
  const { labels } = useWords();
  switch (of.state) {
    case 'loading':
      return (
        <>
          {of.trouble && <Told trouble={of.trouble} />}
          <div role="status" aria-label={labels.loading}>
            <LoadingPlaceholder text={`${labels.loading}…`} />
          </div>
        </>
      );
    case 'failed':
      return <Told trouble={of.trouble} missing={missing} />;
    case 'known':
      return (
        <>
          {of.trouble && <Stale trouble={of.trouble} answeredAt={of.answeredAt} />}
          {children(of.value, of.trouble !== undefined && of.trouble !== 'slow')}
        </>
      );
  }
}

/** Why what was asked for was not done. */
export function Refused({ why }: { why: string | undefined }) {
  const { labels } = useWords();
  if (why === undefined) return null;
  return (
    <Alert severity="error" title={labels.refused}>
      {why}
    </Alert>
  );
}

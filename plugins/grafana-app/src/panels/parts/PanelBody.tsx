import { LoadingState, type PanelData } from '@grafana/data';
import { Alert, EmptyState, LoadingPlaceholder, ScrollContainer } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { currentWords } from '../../texts';
import { tableOf, type Table } from './table';

interface Props {
  data: PanelData;
  /** What the panel is about, as frames call it. */
  kind: string;
  /** What to do where no query brings it. */
  needs: string;
  width: number;
  height: number;
  children(table: Table): ReactNode;
}

/** What was answered, or why there is nothing to show; above it, why it may not be current. */
export function PanelBody({ data, kind, needs, width, height, children }: Props) {
  const table = tableOf(data.series, kind);
  const trouble = data.state === LoadingState.Error ? troubleOf(data) : undefined;
  return (
    <div style={{ width, height }}>
      <ScrollContainer height="100%">
        {trouble !== undefined && <Alert severity={table ? 'warning' : 'error'} title={trouble} />}
        {table ? children(table) : trouble === undefined && <Nothing data={data} needs={needs} />}
      </ScrollContainer>
    </div>
  );
}

function Nothing({ data, needs }: Pick<Props, 'data' | 'needs'>) {
  const { labels } = currentWords().words;
  if (data.state !== LoadingState.Loading && data.state !== LoadingState.NotStarted) {
    return <Empty says={needs} />;
  }
  return (
    <div role="status" aria-label={labels.loading}>
      <LoadingPlaceholder text={`${labels.loading}…`} />
    </div>
  );
}

export const Empty = ({ says, hint }: { says: string; hint?: string }) => (
  <EmptyState variant="completed" message={says} hideImage>
    {hint}
  </EmptyState>
);

const troubleOf = ({ errors = [] }: PanelData) => {
  const told = errors.flatMap(({ message }) => message ?? []);
  return told.length > 0 ? [...new Set(told)].join(' ') : currentWords().words.labels.troubled;
};

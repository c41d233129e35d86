import { person, type ActionRow } from '@autocura/common';
import { InteractiveTable, Stack, Text, TextLink, type Column } from '@grafana/ui';
import React, { useMemo } from 'react';
import { paths } from '../paths';
import { useWords } from '../useWords';
import { OutcomeMark } from './marks';
import { Moment } from './Moment';
import { Empty } from './Notices';
import { useNarrow } from './useNarrow';

type Words = ReturnType<typeof useWords>;

/** What was done, newest first, each a link to the incident it was done for. */
export function ActionTable({ rows }: { rows: ActionRow[] }) {
  const words = useWords();
  const narrow = useNarrow();
  const columns = useMemo(() => columnsOf(words, narrow), [words, narrow]);
  if (rows.length === 0) return <Empty title={words.labels.noHistory} hint={words.labels.noHistoryHint} />;
  return <InteractiveTable columns={columns} data={rows} getRowId={({ key }) => key} />;
}

const causeOf = ({ failureMode }: ActionRow, { failureModes }: Words) => failureModes[failureMode] ?? failureMode;
const whoOf = ({ by }: ActionRow, { labels }: Words) => (by === undefined ? labels.loop : person(by));

function columnsOf(words: Words, narrow: boolean): Column<ActionRow>[] {
  const { labels } = words;
  const action: Column<ActionRow> = {
    id: 'action',
    header: labels.action,
    cell: ({ row: { original } }) => <What row={original} narrow={narrow} />,
  };
  if (narrow) return [action];
  return [
    action,
    { id: 'cause', header: labels.cause, cell: ({ row }) => causeOf(row.original, words) },
    { id: 'by', header: labels.by, disableGrow: true, cell: ({ row }) => whoOf(row.original, words) },
    { id: 'outcome', header: labels.outcome, disableGrow: true, cell: ({ row }) => <OutcomeMark of={row.original} /> },
    { id: 'when', header: labels.when, disableGrow: true, cell: ({ row }) => <When row={row.original} /> },
  ];
}

const When = ({ row: { actedAt, intendedAt } }: { row: ActionRow }) => <Moment iso={actedAt ?? intendedAt} />;

function What({ row, narrow }: { row: ActionRow; narrow: boolean }) {
  const words = useWords();
  return (
    <Stack direction="column" gap={0.5}>
      <TextLink href={paths.incident(row.incidentId)} inline={false}>
        {row.says ?? `${row.action} · ${row.target}`}
      </TextLink>
      <Text variant="bodySmall" color="secondary">
        {narrow ? `${row.service} · ${causeOf(row, words)} · ${whoOf(row, words)}` : row.service}
      </Text>
      {narrow && (
        <Stack alignItems="center" wrap="wrap">
          <OutcomeMark of={row} />
          <Text variant="bodySmall" color="secondary">
            <When row={row} />
          </Text>
        </Stack>
      )}
    </Stack>
  );
}

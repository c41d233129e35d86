import { person, type ActionRow } from '@autocura/common';
import { Cell, Table, Text, useBreakpoint, type ColumnConfig } from '@backstage/ui';
import { Moment } from '../parts/Moment';
import { Empty } from '../parts/Notices';
import { OutcomeMark } from '../parts/OutcomeMark';
import { Below, TextCell } from '../parts/TextCell';
import { usePaths } from '../paths';
import { useWords } from '../useWords';

type Row = ActionRow & { id: string };

const When = ({ row: { actedAt, intendedAt } }: { row: Row }) => (
  <Text variant="body-small" color="secondary">
    <Moment iso={actedAt ?? intendedAt} />
  </Text>
);

/** What was done, newest first, each a link to the incident it was done for. */
export function ActionTable({ rows }: { rows: ActionRow[] }) {
  const words = useWords();
  const paths = usePaths();
  const narrow = useBreakpoint().down('sm');
  const { labels } = words;
  if (rows.length === 0) return <Empty title={labels.noHistory} hint={labels.noHistoryHint} />;

  const says = (row: Row) => row.says ?? `${row.action} · ${row.target}`;
  const cause = ({ failureMode }: Row) => words.failureModes[failureMode] ?? failureMode;
  const columns: ColumnConfig<Row>[] = [
    {
      id: 'action',
      label: labels.action,
      isRowHeader: true,
      cell: row => (
        <TextCell title={says(row)} description={narrow ? `${row.service} · ${cause(row)}` : row.service} bold={narrow}>
          {narrow && (
            <Below>
              <OutcomeMark of={row} />
              <When row={row} />
            </Below>
          )}
        </TextCell>
      ),
    },
    {
      id: 'cause',
      label: labels.cause,
      isHidden: narrow,
      cell: row => <TextCell title={cause(row)} />,
    },
    {
      id: 'by',
      label: labels.by,
      isHidden: narrow,
      width: 140,
      cell: row => <TextCell title={row.by ? person(row.by) : labels.loop} />,
    },
    {
      id: 'outcome',
      label: labels.outcome,
      isHidden: narrow,
      width: 160,
      cell: row => (
        <Cell>
          <OutcomeMark of={row} />
        </Cell>
      ),
    },
    {
      id: 'when',
      label: labels.when,
      isHidden: narrow,
      width: 160,
      cell: row => (
        <Cell>
          <When row={row} />
        </Cell>
      ),
    },
  ];
  return (
    <Table
      columnConfig={columns}
      data={rows.map(row => ({ ...row, id: row.key }))}
      pagination={{ type: 'none' }}
      rowConfig={{ getHref: row => paths.incident(row.incidentId) }}
    />
  );
}

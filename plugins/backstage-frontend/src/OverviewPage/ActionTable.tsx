import { person, type ActionRow, type Words } from '@autocura/common';
import { Cell, CellText, Table, Text, useBreakpoint, type ColumnConfig } from '@backstage/ui';
import { Mark } from '../parts/Mark';
import { Moment } from '../parts/Moment';
import { Empty } from '../parts/Notices';
import { outcomeTones } from '../parts/tones';
import { usePaths } from '../paths';
import { useWords } from '../useWords';

type Row = ActionRow & { id: string };

function Result({ row: { outcome, failed, undoneAt }, words }: { row: Row; words: Words }) {
  if (undoneAt) return <Mark tone="warning">{words.labels.undone}</Mark>;
  if (failed) return <Mark tone="danger">{words.labels.failed}</Mark>;
  if (outcome) return <Mark tone={outcomeTones[outcome]}>{words.outcomes[outcome]}</Mark>;
  return <Mark tone="info">{words.labels.measuring}</Mark>;
}

/** What was done, newest first, each a link to the incident it was done for. */
export function ActionTable({ rows }: { rows: ActionRow[] }) {
  const words = useWords();
  const paths = usePaths();
  const narrow = useBreakpoint().down('sm');
  const { labels } = words;
  if (rows.length === 0) return <Empty title={labels.noHistory} hint={labels.noHistoryHint} />;

  const says = (row: Row) => row.says ?? `${row.action} · ${row.target}`;
  const columns: ColumnConfig<Row>[] = [
    {
      id: 'action',
      label: labels.action,
      isRowHeader: true,
      cell: row =>
        narrow ? (
          <Cell>
            <Text as="p" weight="bold" style={{ overflowWrap: 'anywhere', margin: '0 0 6px' }}>
              {says(row)}
            </Text>
            <Result row={row} words={words} />
          </Cell>
        ) : (
          <CellText title={says(row)} description={row.service} />
        ),
    },
    { id: 'cause', label: labels.cause, isHidden: narrow, cell: row => <CellText title={row.failureMode} /> },
    {
      id: 'by',
      label: labels.by,
      isHidden: narrow,
      width: 140,
      cell: row => <CellText title={row.by ? person(row.by) : labels.loop} />,
    },
    {
      id: 'outcome',
      label: labels.outcome,
      isHidden: narrow,
      width: 160,
      cell: row => (
        <Cell>
          <Result row={row} words={words} />
        </Cell>
      ),
    },
    {
      id: 'when',
      label: labels.when,
      width: narrow ? 120 : 160,
      cell: row => (
        <Cell>
          <Moment iso={row.actedAt ?? row.intendedAt} />
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

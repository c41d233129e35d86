import type { Incident } from '@autocura/common';
import { Cell, CellText, Table, Text, useBreakpoint, type ColumnConfig } from '@backstage/ui';
import { Mark } from '../parts/Mark';
import { Moment } from '../parts/Moment';
import { Empty } from '../parts/Notices';
import { PhaseMark } from '../parts/PhaseMark';
import { outcomeTones } from '../parts/tones';
import { usePaths } from '../paths';
import { useWords } from '../useWords';

/** Incidents, each a link to its story. */
export function IncidentTable({ incidents }: { incidents: Incident[] }) {
  const words = useWords();
  const paths = usePaths();
  const narrow = useBreakpoint().down('sm');
  const { labels } = words;
  if (incidents.length === 0) return <Empty title={labels.noIncidents} hint={labels.noIncidentsHint} />;

  const columns: ColumnConfig<Incident>[] = [
    {
      id: 'title',
      label: labels.incident,
      isRowHeader: true,
      cell: ({ title, service, ...incident }) =>
        narrow ? (
          <Cell>
            <Text as="p" weight="bold" style={{ overflowWrap: 'anywhere', margin: 0 }}>
              {title}
            </Text>
            <Text as="p" variant="body-small" color="secondary" style={{ margin: '2px 0 6px' }}>
              {service}
            </Text>
            <PhaseMark {...incident} />
          </Cell>
        ) : (
          <CellText title={title} description={service} />
        ),
    },
    {
      id: 'phase',
      label: labels.state,
      isHidden: narrow,
      width: 200,
      cell: incident => (
        <Cell>
          <PhaseMark {...incident} />
        </Cell>
      ),
    },
    {
      id: 'outcome',
      label: labels.outcome,
      isHidden: narrow,
      width: 160,
      cell: ({ attempts }) => {
        const outcome = attempts.at(-1)?.outcome;
        return <Cell>{outcome ? <Mark tone={outcomeTones[outcome]}>{words.outcomes[outcome]}</Mark> : '–'}</Cell>;
      },
    },
    {
      id: 'started',
      label: labels.started,
      width: narrow ? 120 : 160,
      cell: ({ startedAt }) => (
        <Cell>
          <Moment iso={startedAt} />
        </Cell>
      ),
    },
  ];
  return (
    <Table
      columnConfig={columns}
      data={incidents}
      pagination={{ type: 'none' }}
      rowConfig={{ getHref: ({ id }) => paths.incident(id) }}
    />
  );
}

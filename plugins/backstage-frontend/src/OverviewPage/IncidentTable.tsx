import type { Incident } from '@autocura/common';
import { Cell, CellText, Table, Text, useBreakpoint, type ColumnConfig } from '@backstage/ui';
import { Mark } from '../parts/Mark';
import { Moment } from '../parts/Moment';
import { Empty } from '../parts/Notices';
import { outcomeTones, phaseTones } from '../parts/tones';
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
      cell: ({ title, service, phase }) =>
        narrow ? (
          <Cell>
            <Text as="p" weight="bold" style={{ overflowWrap: 'anywhere', margin: 0 }}>
              {title}
            </Text>
            <Text as="p" variant="body-small" color="secondary" style={{ margin: '2px 0 6px' }}>
              {service}
            </Text>
            <Mark tone={phaseTones[phase]}>{words.phases[phase]}</Mark>
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
      cell: ({ phase }) => (
        <Cell>
          <Mark tone={phaseTones[phase]}>{words.phases[phase]}</Mark>
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

import type { Incident } from '@autocura/common';
import { Cell, Table, Text, useBreakpoint, type ColumnConfig } from '@backstage/ui';
import { Moment } from '../parts/Moment';
import { Empty } from '../parts/Notices';
import { OutcomeMark } from '../parts/OutcomeMark';
import { PhaseMark } from '../parts/PhaseMark';
import { Below, TextCell } from '../parts/TextCell';
import { usePaths } from '../paths';
import { useWords } from '../useWords';

const Started = ({ incident }: { incident: Incident }) => (
  <Text variant="body-small" color="secondary">
    <Moment iso={incident.startedAt} />
  </Text>
);

function LastOutcome({ incident, none = '' }: { incident: Incident; none?: string }) {
  const last = incident.attempts.at(-1);
  return last ? <OutcomeMark of={last} /> : <>{none}</>;
}

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
      cell: incident => (
        <TextCell title={incident.title} description={incident.service} bold={narrow}>
          {narrow && (
            <Below>
              <PhaseMark {...incident} />
              <LastOutcome incident={incident} />
              <Started incident={incident} />
            </Below>
          )}
        </TextCell>
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
      cell: incident => (
        <Cell>
          <LastOutcome incident={incident} none="–" />
        </Cell>
      ),
    },
    {
      id: 'started',
      label: labels.started,
      isHidden: narrow,
      width: 160,
      cell: incident => (
        <Cell>
          <Started incident={incident} />
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

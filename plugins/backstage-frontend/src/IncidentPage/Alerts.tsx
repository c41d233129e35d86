import type { IncidentAlert } from '@autocura/common';
import { Flex, Text } from '@backstage/ui';
import type { ReactNode } from 'react';
import { Mark } from '../parts/Mark';
import { Moment } from '../parts/Moment';
import { Panel } from '../parts/Section';
import { useFirst } from '../parts/useFirst';
import { useWords } from '../useWords';

/** The alerts of the incident, each with the reason why it belongs here. */
export function Alerts({ alerts, aside }: { alerts: IncidentAlert[]; aside: ReactNode }) {
  const { labels } = useWords();
  const { shown, others } = useFirst(alerts);
  if (alerts.length === 0) return null;
  return (
    <Panel title={labels.alerts} aside={aside}>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0, display: 'grid', gap: 'var(--bui-space-4)' }}>
        {shown.map(({ key, name, service, status, summary, why, startsAt }) => (
          <li key={key} style={{ display: 'grid', gap: 'var(--bui-space-1)' }}>
            <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
              <Text weight="bold" style={{ overflowWrap: 'anywhere' }}>
                {name}
              </Text>
              <Mark tone={status === 'firing' ? 'danger' : 'success'}>
                {status === 'firing' ? labels.firing : labels.quiet}
              </Mark>
            </Flex>
            <Text variant="body-small" color="secondary">
              {service} · <Moment iso={startsAt} as="clock" />
            </Text>
            {summary && <Text>{summary}</Text>}
            <Text variant="body-small" color="secondary">
              {why}
            </Text>
          </li>
        ))}
      </ul>
      {others}
    </Panel>
  );
}

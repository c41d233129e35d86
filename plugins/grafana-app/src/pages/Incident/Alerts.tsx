import type { IncidentAlert } from '@autocura/common';
import { Stack, Text } from '@grafana/ui';
import React, { memo, type ReactNode } from 'react';
import { Mark } from '../../parts/Mark';
import { Moment } from '../../parts/Moment';
import { PlainList } from '../../parts/PlainList';
import { Section } from '../../parts/Section';
import { useFirst } from '../../parts/useFirst';
import { useWords } from '../../useWords';

/** The alerts of the incident, each with the reason why it belongs here. */
export function Alerts({ alerts, aside }: { alerts: IncidentAlert[]; aside: ReactNode }) {
  const { labels } = useWords();
  const { shown, others } = useFirst(alerts, 20);
  return (
    <Section title={labels.alerts} framed aside={aside}>
      <PlainList>
        {shown.map(alert => (
          <OneAlert key={alert.key} alert={alert} />
        ))}
      </PlainList>
      {others}
    </Section>
  );
}

const OneAlert = memo(function OneAlert({ alert }: { alert: IncidentAlert }) {
  const { name, service, status, summary, why, startsAt } = alert;
  const { labels } = useWords();
  const fires = status === 'firing';
  return (
    <Stack direction="column" gap={0.5}>
      <Stack alignItems="center" wrap="wrap">
        <Text weight="medium">{name}</Text>
        <Mark tone={fires ? 'danger' : 'success'}>{fires ? labels.firing : labels.quiet}</Mark>
      </Stack>
      <Text variant="bodySmall" color="secondary">
        {service} · <Moment iso={startsAt} as="clock" />
      </Text>
      {summary !== undefined && <Text>{summary}</Text>}
      <Text variant="bodySmall" color="secondary">
        {why}
      </Text>
    </Stack>
  );
});

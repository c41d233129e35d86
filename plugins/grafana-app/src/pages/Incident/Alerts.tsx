import type { IncidentAlert } from '@autocura/common';
import { Stack, Text } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { Mark } from '../../parts/Mark';
import { Moment } from '../../parts/Moment';
import { Section } from '../../parts/Section';
import { Sheets } from '../../parts/Sheets';
import { useFirst } from '../../parts/useFirst';
import { useWords } from '../../useWords';

/** The alerts of the incident, each with the reason why it belongs here. */
export function Alerts({ alerts, aside }: { alerts: IncidentAlert[]; aside: ReactNode }) {
  const { labels } = useWords();
  const { shown, others } = useFirst(alerts, 20);
  return (
    <Section title={labels.alerts} framed aside={aside}>
      <Sheets items={shown} draw={drawn} keyOf={keyOf} isSame={isSame} />
      {others}
    </Section>
  );
}

function OneAlert({ alert }: { alert: IncidentAlert }) {
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
}

const drawn = (alert: IncidentAlert) => <OneAlert alert={alert} />;
const keyOf = ({ key }: IncidentAlert) => key;

const told = ['name', 'service', 'status', 'summary', 'why', 'startsAt'] as const;
const isSame = (before: IncidentAlert, after: IncidentAlert) => told.every(what => before[what] === after[what]);

import { isOnlyPredicted, isSizing, phases, type Incident } from '@autocura/common';
import { Alert, Stack, Text, TextLink } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React from 'react';
import { Mark } from '../../parts/Mark';
import { PhaseMark } from '../../parts/marks';
import { Moment } from '../../parts/Moment';
import { paths } from '../../paths';
import { useWords } from '../../useWords';
import { plain } from '../../plain';

const reasonOf = (incident: Incident) => ('reason' in incident ? incident.reason : undefined);

/** What is sick, since when, and where the loop stands. */
export function Headline({ incident }: { incident: Incident }) {
  const { labels, severities } = useWords();
  const reason = reasonOf(incident);
  return (
    <Stack direction="column" gap={1}>
      <Stack alignItems="center" wrap="wrap" gap={1.5}>
        <PhaseMark {...incident} />
        {isOnlyPredicted(incident) && !isSizing(incident) && <Mark tone="info">{labels.onlyPredicted}</Mark>}
        <TextLink href={paths.service(incident.service)}>{incident.service}</TextLink>
        <Text color="secondary">{severities[incident.severity] ?? incident.severity}</Text>
        <Text color="secondary">
          {labels.started} <Moment iso={incident.startedAt} />
        </Text>
      </Stack>
      {reason !== undefined && <Text element="p">{reason}</Text>}
      {incident.mergedInto !== undefined && (
        <Text element="p">
          {labels.mergedInto} <TextLink href={paths.incident(incident.mergedInto)}>{incident.mergedInto}</TextLink>
        </Text>
      )}
      {!phases.includes(incident.phase) && (
        <Alert
          severity="info"
          bottomSpacing={0}
          title={t(
            'incident.unknownPhase',
            'This app does not know the state “{{phase}}”. A newer version of it may.',
            {
              ...plain,
              phase: incident.phase,
            },
          )}
        />
      )}
    </Stack>
  );
}

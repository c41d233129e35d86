import { type Prediction, predictionOutcomes, quantity, type TrackRecord } from '@autocura/common';
import { Stack, Text, TextLink } from '@grafana/ui';
import React from 'react';
import { Mark } from '../../parts/Mark';
import { Moment } from '../../parts/Moment';
import { PlainList } from '../../parts/PlainList';
import { Section } from '../../parts/Section';
import { paths } from '../../paths';
import { useWords } from '../../useWords';

/** Limits that will be reached, and how such predictions turned out before. Nothing stands here where none was ever told. */
export function Predictions({ predictions, records }: { predictions: Prediction[]; records: TrackRecord[] }) {
  const { labels } = useWords();
  if (records.length === 0) return null;
  const expected = predictions.filter(({ standing }) => standing);
  return (
    <Section title={labels.predictions} framed>
      {expected.length === 0 ? (
        <Text color="secondary">{labels.noPredictions}</Text>
      ) : (
        <PlainList>
          {expected.map(prediction => (
            <Expected key={prediction.id} of={prediction} />
          ))}
        </PlainList>
      )}
      <Stack direction="column" gap={0.5}>
        <Text variant="bodySmall" weight="medium">
          {labels.trackRecord}
        </Text>
        {records.map(record => (
          <Record key={record.kind} of={record} />
        ))}
      </Stack>
    </Section>
  );
}

function Expected({ of: { kind, unit, limit, latest, told, incidentId } }: { of: Prediction }) {
  const { labels, limits, language } = useWords();
  const { eta, lo, hi } = latest;
  return (
    <Stack direction="column" gap={0.5} alignItems="flex-start">
      <Stack alignItems="center" wrap="wrap" gap={1}>
        <Mark tone="warning">{limits[kind]}</Mark>
        <Text>
          {quantity(latest.value, unit, language)} → {quantity(limit, unit, language)}
        </Text>
      </Stack>
      <Text>
        {labels.likelihood}: {quantity(latest.likelihood, 'ratio', language)}
        {eta !== undefined && (
          <>
            {' · '}
            {labels.expected}: <Moment iso={eta} as="clock" />
          </>
        )}
      </Text>
      {lo !== undefined && (
        <Text variant="bodySmall" color="secondary">
          {hi === undefined ? (
            <>
              <Moment iso={lo} as="clock" /> {labels.earliest}, {labels.mayNeverCome}
            </>
          ) : (
            <>
              {labels.expectedBetween} <Moment iso={lo} as="clock" /> – <Moment iso={hi} as="clock" />
            </>
          )}
        </Text>
      )}
      <Text variant="bodySmall" color="secondary">
        {labels.told} <Moment iso={told.at} />
        {incidentId !== undefined && (
          <>
            {' · '}
            <TextLink href={paths.incident(incidentId)} variant="bodySmall">
              {labels.incident}
            </TextLink>
          </>
        )}
      </Text>
    </Stack>
  );
}

function Record({ of: { kind, outcomes } }: { of: TrackRecord }) {
  const { labels, limits, predictionOutcomes: words } = useWords();
  const told = predictionOutcomes.filter(outcome => outcomes[outcome] > 0);
  return (
    <Text variant="bodySmall" color="secondary">
      {limits[kind]}:{' '}
      {told.length === 0
        ? labels.noTrackRecord
        : told.map(outcome => `${words[outcome]} ${outcomes[outcome]}`).join(' · ')}
    </Text>
  );
}

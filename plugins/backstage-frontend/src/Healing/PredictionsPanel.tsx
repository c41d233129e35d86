import { type Prediction, predictionOutcomes, quantity, type TrackRecord } from '@autocura/common';
import { Flex, Link, Text } from '@backstage/ui';
import { Mark } from '../parts/Mark';
import { Moment } from '../parts/Moment';
import { Panel } from '../parts/Section';
import { usePaths } from '../paths';
import { useWords } from '../useWords';

/** Limits that will be reached, and how such predictions turned out before. Nothing stands here where none was ever told. */
export function PredictionsPanel({ predictions, records }: { predictions: Prediction[]; records: TrackRecord[] }) {
  const { labels } = useWords();
  if (records.length === 0) return null;
  const expected = predictions.filter(({ standing }) => standing);
  return (
    <Panel title={labels.predictions}>
      <Flex direction="column" gap="4">
        {expected.length === 0 && <Text color="secondary">{labels.noPredictions}</Text>}
        {expected.map(prediction => (
          <Expected key={prediction.id} of={prediction} />
        ))}
        <Flex direction="column" gap="1">
          <Text variant="body-small" weight="bold">
            {labels.trackRecord}
          </Text>
          {records.map(record => (
            <Record key={record.kind} of={record} />
          ))}
        </Flex>
      </Flex>
    </Panel>
  );
}

function Expected({ of: { kind, unit, limit, latest, told, incidentId } }: { of: Prediction }) {
  const { labels, limits, language } = useWords();
  const paths = usePaths();
  const { eta, lo, hi } = latest;
  return (
    <Flex direction="column" gap="1" align="start">
      <Flex align="center" gap="2" style={{ flexWrap: 'wrap' }}>
        <Mark tone="warning">{limits[kind]}</Mark>
        <Text>
          {quantity(latest.value, unit, language)} → {quantity(limit, unit, language)}
        </Text>
      </Flex>
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
        <Text variant="body-small" color="secondary">
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
      <Text variant="body-small" color="secondary">
        {labels.told} <Moment iso={told.at} />
        {incidentId !== undefined && (
          <>
            {' · '}
            <Link href={paths.incident(incidentId)} variant="body-small">
              {labels.incident}
            </Link>
          </>
        )}
      </Text>
    </Flex>
  );
}

function Record({ of: { kind, outcomes } }: { of: TrackRecord }) {
  const { labels, limits, predictionOutcomes: words } = useWords();
  const told = predictionOutcomes.filter(outcome => outcomes[outcome] > 0);
  return (
    <Text variant="body-small" color="secondary">
      {limits[kind]}:{' '}
      {told.length === 0
        ? labels.noTrackRecord
        : told.map(outcome => `${words[outcome]} ${outcomes[outcome]}`).join(' · ')}
    </Text>
  );
}

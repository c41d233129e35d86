import {
  type Band,
  type Firing,
  type Forecast,
  forecastPoints,
  type LevelChange,
  quantity,
  readOutlook,
  sentence,
} from '@autocura/common';
import { useApi } from '@backstage/core-plugin-api';
import { Flex, Text } from '@backstage/ui';
import { useCallback } from 'react';
import { autocuraApiRef } from '../api';
import { BandChart } from '../parts/BandChart';
import { Mark } from '../parts/Mark';
import { Moment } from '../parts/Moment';
import { Panel } from '../parts/Section';
import { usePolled } from '../polling/usePolled';
import { useWords } from '../useWords';
import { SizingsPanel } from './SizingsPanel';

/** Bands are made anew for each question. */
const everyMs = 30_000;

/** What is usual, what changed, what is to come and what would fit better. Nothing stands here where nothing is known. */
export function OutlookPanels({ service }: { service: string }) {
  const client = useApi(autocuraApiRef);
  const [outlook, reload] = usePolled(
    useCallback(() => readOutlook(client, service), [client, service]),
    everyMs,
  );
  if (outlook.state !== 'known') return null;
  const { bands, firings, levels, forecasts, sizings } = outlook.value;
  return (
    <>
      <Usual bands={bands} firings={firings} />
      <Levels changes={levels} />
      <Forecasts forecasts={forecasts} />
      <SizingsPanel sizings={sizings} reload={reload} />
    </>
  );
}

function Usual({ bands, firings }: { bands: Band[]; firings: Firing[] }) {
  const words = useWords();
  const { labels, thresholdModes, language } = words;
  if (bands.length === 0 && firings.length === 0) return null;
  return (
    <Panel title={labels.usual}>
      <Flex direction="column" gap="4">
        {bands.map(({ threshold, points }) => (
          <Flex key={threshold} direction="column" gap="1">
            <Text weight="bold">{threshold}</Text>
            <BandChart points={points} label={threshold} read={value => quantity(value, '', language).trim()} />
          </Flex>
        ))}
        <Flex direction="column" gap="2">
          <Text variant="body-small" weight="bold">
            {labels.unusualTimes}
          </Text>
          {firings.length === 0 && <Text color="secondary">{labels.noUnusual}</Text>}
          {firings.map(firing => (
            <Flex key={firing.id} align="center" gap="2" style={{ flexWrap: 'wrap' }}>
              <Mark tone={firing.mode === 'alert' ? 'warning' : 'neutral'}>{thresholdModes[firing.mode]}</Mark>
              <Text>{sentence(words, { type: 'threshold.fired', data: { firing } })}</Text>
              <Text variant="body-small" color="secondary">
                <Moment iso={firing.at} />
                {' – '}
                {firing.endedAt === undefined ? labels.goesOn : <Moment iso={firing.endedAt} as="clock" />}
              </Text>
            </Flex>
          ))}
        </Flex>
      </Flex>
    </Panel>
  );
}

function Levels({ changes }: { changes: LevelChange[] }) {
  const { labels, signals, language } = useWords();
  if (changes.length === 0) return null;
  return (
    <Panel title={labels.levelChanges}>
      <Flex direction="column" gap="2">
        {changes.map(({ signal, unit, at, before, after }) => (
          <Text key={`${signal} ${at}`}>
            <Moment iso={at} />: {signals[signal]} {quantity(before, unit, language)} →{' '}
            {quantity(after, unit, language)}
          </Text>
        ))}
      </Flex>
    </Panel>
  );
}

function Forecasts({ forecasts }: { forecasts: Forecast[] }) {
  const { labels, signals, language } = useWords();
  const made = forecasts.filter(({ hours }) => hours.length > 0);
  if (made.length === 0) return null;
  return (
    <Panel title={labels.nextDays}>
      <Flex direction="column" gap="4">
        {made.map(forecast => (
          <Flex key={forecast.signal} direction="column" gap="1">
            <Text weight="bold">{signals[forecast.signal]}</Text>
            <BandChart
              points={forecastPoints(forecast)}
              label={signals[forecast.signal]}
              read={value => quantity(value, forecast.unit, language)}
            />
          </Flex>
        ))}
      </Flex>
    </Panel>
  );
}

import {
  forecastPoints,
  quantity,
  readOutlook,
  sentence,
  type Band,
  type Firing,
  type Forecast,
  type LevelChange,
} from '@autocura/common';
import { Stack, Text } from '@grafana/ui';
import React, { useCallback } from 'react';
import { autocuraClient, usePolled } from '../../api';
import { BandChart } from '../../parts/BandChart';
import { Mark } from '../../parts/Mark';
import { Moment } from '../../parts/Moment';
import { PlainList } from '../../parts/PlainList';
import { Section } from '../../parts/Section';
import { useWords } from '../../useWords';
import { Sizings } from './Sizings';

/** Bands are made anew for each question. */
const everyMs = 30_000;

/** What is usual, what changed, what is to come and what would fit better. Nothing stands here where nothing is known. */
export function Outlook({ service }: { service: string }) {
  const [outlook, refresh] = usePolled(
    useCallback(() => readOutlook(autocuraClient(), service), [service]),
    everyMs,
  );
  if (outlook.state !== 'known') return null;
  const { bands, firings, levels, forecasts, sizings } = outlook.value;
  return (
    <>
      <Usual bands={bands} firings={firings} />
      <Levels changes={levels} />
      <Forecasts forecasts={forecasts} />
      <Sizings sizings={sizings} refresh={refresh} />
    </>
  );
}

function Usual({ bands, firings }: { bands: Band[]; firings: Firing[] }) {
  const words = useWords();
  const { labels, thresholdModes, language } = words;
  if (bands.length === 0 && firings.length === 0) return null;
  return (
    <Section title={labels.usual} framed>
      {bands.map(({ threshold, points }) => (
        <Stack key={threshold} direction="column" gap={0.5}>
          <Text weight="medium">{threshold}</Text>
          <BandChart points={points} label={threshold} read={value => quantity(value, '', language).trim()} />
        </Stack>
      ))}
      <Text variant="bodySmall" weight="medium">
        {labels.unusualTimes}
      </Text>
      {firings.length === 0 ? (
        <Text color="secondary">{labels.noUnusual}</Text>
      ) : (
        <PlainList>
          {firings.map(firing => (
            <Stack key={firing.id} alignItems="center" wrap="wrap" gap={1}>
              <Mark tone={firing.mode === 'alert' ? 'warning' : 'neutral'}>{thresholdModes[firing.mode]}</Mark>
              <Text>{sentence(words, { type: 'threshold.fired', data: { firing } })}</Text>
              <Text variant="bodySmall" color="secondary">
                <Moment iso={firing.at} />
                {' – '}
                {firing.endedAt === undefined ? labels.goesOn : <Moment iso={firing.endedAt} as="clock" />}
              </Text>
            </Stack>
          ))}
        </PlainList>
      )}
    </Section>
  );
}

function Levels({ changes }: { changes: LevelChange[] }) {
  const { labels, signals, language } = useWords();
  if (changes.length === 0) return null;
  return (
    <Section title={labels.levelChanges} framed>
      <PlainList>
        {changes.map(({ signal, unit, at, before, after }) => (
          <Text key={`${signal} ${at}`}>
            <Moment iso={at} />: {signals[signal]} {quantity(before, unit, language)} →{' '}
            {quantity(after, unit, language)}
          </Text>
        ))}
      </PlainList>
    </Section>
  );
}

function Forecasts({ forecasts }: { forecasts: Forecast[] }) {
  const { labels, signals, language } = useWords();
  const made = forecasts.filter(({ hours }) => hours.length > 0);
  if (made.length === 0) return null;
  return (
    <Section title={labels.nextDays} framed>
      {made.map(forecast => (
        <Stack key={forecast.signal} direction="column" gap={0.5}>
          <Text weight="medium">{signals[forecast.signal]}</Text>
          <BandChart
            points={forecastPoints(forecast)}
            label={signals[forecast.signal]}
            read={value => quantity(value, forecast.unit, language)}
          />
        </Stack>
      ))}
    </Section>
  );
}

import { quantity, type Evidence } from '@autocura/common';
import { FieldType, getFieldDisplayName, type DataFrame } from '@grafana/data';
import { Text } from '@grafana/ui';
import { t } from '@grafana/i18n';
import React, { useCallback, useMemo } from 'react';
import { usePolled } from '../../api';
import { askPrometheus } from '../../parts/prometheus';
import { SeriesChart, type Course } from '../../parts/SeriesChart';
import { useWords } from '../../useWords';
import { useCharts } from './context';
import { plain } from '../../plain';

const everyMs = 30_000;

/** The course of a piece of evidence: from the user's own Prometheus where there is one, else as it was recorded. */
export function EvidenceChart({ evidence }: { evidence: Evidence }) {
  const { query, unit, series, measurement, question } = evidence;
  const { signals, language, labels } = useWords();
  const { span, prometheus } = useCharts();
  const ask = useCallback(
    async () => (prometheus ? coursesOf(await askPrometheus(prometheus, query, span)) : undefined),
    [prometheus, query, span],
  );
  const [asked] = usePolled(ask, everyMs);
  const name = signals[question.signal] ?? question.signal;
  const recorded = useMemo(
    () => [{ name, course: (series ?? []).map(([seconds, value]): Course[number] => [seconds * 1000, value]) }],
    [name, series],
  );
  const read = useCallback((value: number) => quantity(value, unit, language), [unit, language]);
  const live = asked.state === 'known' ? asked.value : undefined;
  if (asked.state === 'loading') return <Text color="secondary">{labels.loading}</Text>;
  const courses = live && live.length > 0 ? live : recorded;
  return (
    <>
      <Text variant="bodySmall" color="secondary">
        {sourceWords(courses === live, asked.state === 'failed' ? asked.trouble.message : undefined)}
      </Text>
      {courses.every(({ course }) => course.length === 0) ? (
        <Text>{labels.noData}</Text>
      ) : (
        <SeriesChart
          courses={courses}
          normal={measurement.state === 'measured' ? measurement.normal : undefined}
          span={span}
          read={read}
          label={`${name} · ${question.service}`}
        />
      )}
    </>
  );
}

function sourceWords(isLive: boolean, trouble: string | undefined): string {
  if (isLive) return t('evidence.live', 'From your Prometheus, over the time of the incident.');
  if (trouble === undefined) return t('evidence.recorded', 'As it was recorded with the diagnosis.');
  return t('evidence.recordedBecause', 'As it was recorded; your Prometheus did not answer: {{trouble}}', {
    ...plain,
    trouble,
  });
}

const most = 10;

/** The first of the series a query answers with, each by its own name. */
function coursesOf(frames: DataFrame[]): { name: string; course: Course }[] {
  return frames
    .flatMap(frame => {
      const time = frame.fields.find(({ type }) => type === FieldType.time);
      const values = frame.fields.filter(({ type }) => type === FieldType.number);
      return values.map(field => ({
        name: getFieldDisplayName(field, frame, frames),
        course: (time?.values ?? []).map((at: number, index): Course[number] => [at, field.values[index] ?? null]),
      }));
    })
    .slice(0, most);
}

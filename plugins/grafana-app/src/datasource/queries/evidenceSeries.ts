import type { Diagnosis, Evidence } from '@autocura/common';
import { dateTime, FieldType, type DataFrame, type DataLink, type Field } from '@grafana/data';
import { grafanaUnit } from '../units';
import { frame } from './frame';
import type { Asked, QueryKind } from './queryKind';

/** The course of each value that a claim cites, with what was usual, as it was recorded. */
export const evidenceSeries: QueryKind = {
  id: 'evidenceSeries',
  takes: ['incident'],
  needs: 'incident',
  async frames(asked) {
    const { incident } = await asked.reader.incident(asked.query.incident ?? '');
    return seriesFrames(asked, incident.diagnosis);
  },
};

/** One frame for each; its query stands in `meta.executedQueryString`, its id in `meta.custom.evidence`. */
export const seriesFrames = (asked: Asked, diagnosis: Diagnosis | undefined): DataFrame[] =>
  (diagnosis?.evidence ?? []).flatMap(piece => (piece.series?.length ? [seriesFrame(asked, piece, piece.series)] : []));

function seriesFrame(asked: Asked, piece: Evidence, series: [number, number][]): DataFrame {
  const { words, query } = asked;
  const { question, unit, measurement } = piece;
  const normal = measurement.state === 'measured' ? measurement.normal : undefined;
  const title = `${words.signals[question.signal]} · ${question.service}`;
  const links = exploreLinks(asked, piece, series);
  const valueOf = (name: string, displayName: string, values: number[]): Field => ({
    ...{ name, type: FieldType.number, values, labels: { service: question.service, signal: question.signal } },
    config: { displayName, unit: grafanaUnit(unit), ...(links.length > 0 && { links }) },
  });
  return frame(
    query,
    'evidenceSeries',
    [
      { name: 'time', type: FieldType.time, config: {}, values: series.map(([seconds]) => seconds * 1000) },
      valueOf(
        'value',
        title,
        series.map(([, value]) => value),
      ),
      ...(normal === undefined
        ? []
        : [
            valueOf(
              'normal',
              `${title}, ${words.labels.normally}`,
              series.map(() => normal),
            ),
          ]),
    ],
    { preferredVisualisationType: 'graph', executedQueryString: piece.query, custom: { evidence: piece.id } },
  );
}

/** The very query, over the time it was measured in. */
function exploreLinks({ metrics, texts }: Asked, { query }: Evidence, series: [number, number][]): DataLink[] {
  const [first, last] = [series[0], series.at(-1)];
  if (!metrics || !first || !last) return [];
  const [from, to] = [dateTime(first[0] * 1000), dateTime(last[0] * 1000)];
  return [
    {
      ...{ title: texts.explore, url: '' },
      internal: {
        ...{ datasourceUid: metrics.uid, datasourceName: metrics.name },
        query: { refId: 'A', expr: query },
        range: { from, to, raw: { from, to } },
      },
    },
  ];
}

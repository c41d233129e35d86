import { quantity, type Diagnosis, type Evidence } from '@autocura/common';
import { numbers, texts as textsField, times } from '../fields';
import { serviceLink } from '../links';
import { frame } from './frame';
import type { Asked, QueryKind } from './queryKind';

/** Every answer a diagnosis rests on, and every question that had none, with its query. */
export const evidence: QueryKind = {
  id: 'evidence',
  takes: ['incident'],
  needs: 'incident',
  async frames(asked) {
    const { incident } = await asked.reader.incident(asked.query.incident ?? '');
    return [evidenceFrame(asked, incident.diagnosis)];
  },
};

export function evidenceFrame({ query, words, texts }: Asked, diagnosis: Diagnosis | undefined) {
  const items = diagnosis?.evidence ?? [];
  const { labels, signals, language } = words;
  const { columns } = texts;
  const of = <T>(read: (piece: Evidence, measured: Measured | undefined) => T) =>
    items.map(piece => read(piece, measuredOf(piece)));
  return frame(query, 'evidence', [
    textsField(
      'signal',
      columns.signal,
      of(({ question }) => signals[question.signal]),
    ),
    textsField(
      'service',
      labels.service,
      of(({ question }) => question.service),
      [serviceLink(words)],
    ),
    textsField(
      'reads',
      columns.reads,
      of(({ unit }, measured) => measured && quantity(measured.value, unit, language)),
    ),
    numbers(
      'value',
      columns.value,
      of((_, measured) => measured?.value),
    ),
    numbers(
      'normal',
      columns.normal,
      of((_, measured) => measured?.normal),
    ),
    times(
      'at',
      labels.dataAt,
      of((_, measured) => measured?.at),
    ),
    textsField(
      'missing',
      columns.missing,
      of(({ measurement }) => (measurement.state === 'missing' ? measurement.reason : undefined)),
    ),
    textsField(
      'family',
      columns.family,
      of(({ family }) => family),
    ),
    textsField(
      'query',
      labels.query,
      of(piece => piece.query),
    ),
    textsField(
      'unit',
      'Unit',
      of(({ unit }) => unit),
    ),
    textsField(
      'id',
      'Id',
      of(({ id }) => id),
    ),
  ]);
}

type Measured = Extract<Evidence['measurement'], { state: 'measured' }>;
const measuredOf = ({ measurement }: Evidence): Measured | undefined =>
  measurement.state === 'measured' ? measurement : undefined;

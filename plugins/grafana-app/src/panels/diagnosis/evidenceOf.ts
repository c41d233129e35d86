import { quantity } from '@autocura/common';
import type { DataFrame, LinkModel } from '@grafana/data';
import { currentWords } from '../../texts';
import { tableOf } from '../parts/table';

/** One answer as the panel tells it. */
export interface Piece {
  /** What was measured, and of what. */
  title: string;
  /** The value in words, or why there is none. */
  reads: string;
  normal?: number;
  /** Writes a value with its unit. */
  read(value: number): string;
  query: string;
  /** [epoch seconds, value] */
  series: [number, number][];
  /** Where the query is opened in Explore. */
  explore?: LinkModel;
}

export type EvidenceById = (id: string) => Piece | undefined;

/** The evidence in what a panel was given. */
export function evidenceOf(frames: DataFrame[]): EvidenceById {
  const table = tableOf(frames, 'evidence');
  const { words } = currentWords();
  return id => {
    const row = table?.rows.find(one => table.text('id', one) === id);
    if (!table || row === undefined) return undefined;
    const text = (name: string) => table.text(name, row);
    const normal = table.number('normal', row);
    return {
      title: [text('signal'), text('service')].join(' · '),
      reads: text('reads') ?? `${words.labels.noData}: ${text('missing')}`,
      ...(normal !== undefined && { normal }),
      read: value => quantity(value, text('unit') ?? '', words.language),
      query: text('query') ?? '',
      ...courseOf(frames.find(({ meta }) => meta?.custom?.['evidence'] === id)),
    };
  };
}

function courseOf(frame: DataFrame | undefined): Pick<Piece, 'series' | 'explore'> {
  const [time, value] = ['time', 'value'].map(name => frame?.fields.find(field => field.name === name));
  if (!time || !value) return { series: [] };
  const [explore] = value.getLinks?.({ valueRowIndex: 0 }) ?? [];
  const series = time.values.map((at: number, row): [number, number] => [at / 1000, value.values[row] as number]);
  return { series, ...(explore && { explore }) };
}

import { person } from '@autocura/common';
import { texts as textsField, times } from '../fields';
import { frame } from './frame';
import type { QueryKind } from './queryKind';

/** Who holds the brake, and why. While anybody does, nothing is changed. */
export const brakes: QueryKind = {
  id: 'brakes',
  takes: [],
  async frames({ query, reader, words, texts: { columns } }) {
    const { holds } = await reader.brake();
    return [
      frame(query, 'brakes', [
        textsField(
          'by',
          columns.holder,
          holds.map(({ by }) => person(by)),
        ),
        textsField(
          'reason',
          words.labels.reason,
          holds.map(({ reason }) => reason),
        ),
        times(
          'since',
          columns.since,
          holds.map(({ since }) => since),
        ),
      ]),
    ];
  },
};

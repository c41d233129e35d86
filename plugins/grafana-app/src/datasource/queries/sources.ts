import { texts as textsField, times } from '../fields';
import { frame } from './frame';
import type { QueryKind } from './queryKind';

/** Who was asked which alerts fire, and why they did not answer. */
export const sources: QueryKind = {
  id: 'sources',
  takes: [],
  async frames({ query, reader, texts: { columns } }) {
    const { items } = await reader.sources();
    return [
      frame(query, 'sources', [
        textsField(
          'source',
          columns.source,
          items.map(({ source }) => source),
        ),
        times(
          'askedAt',
          columns.asked,
          items.map(({ askedAt }) => askedAt),
        ),
        textsField(
          'problem',
          columns.problem,
          items.map(({ problem }) => problem),
        ),
      ]),
    ];
  },
};

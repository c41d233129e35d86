import { type Document, refuseText, timeOf, type Types, valueAt } from './fields';

export interface Sorted {
  document: Document;
  sort: unknown[];
}

/** By a list such as `[{ '@timestamp': 'desc' }]`; as they were written where there is none. */
export function sorted(documents: Document[], sort: unknown, types: Types): Sorted[] {
  const by = [sort ?? []].flat().map(one => {
    const [field = '', order] = typeof one === 'string' ? [one, 'asc'] : (Object.entries(one as object)[0] ?? []);
    refuseText(field, documents, types);
    const way = typeof order === 'object' && order !== null ? (order as { order: string }).order : order;
    return { field, sign: way === 'desc' ? -1 : 1 };
  });
  const rows = documents.map(document => ({ document, sort: by.map(({ field }) => orderedBy(document, field)) }));
  return rows.sort((a, b) => {
    for (const [place, { sign }] of by.entries()) {
      const [one, other] = [a.sort[place], b.sort[place]] as [number, number];
      if (one !== other) return (one < other ? -1 : 1) * sign;
    }
    return 0;
  });
}

function orderedBy({ _source }: Document, field: string) {
  const value = valueAt(_source, field);
  const time = timeOf(value);
  return Number.isFinite(time) ? time : value;
}

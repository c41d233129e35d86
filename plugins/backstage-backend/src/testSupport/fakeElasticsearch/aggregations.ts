import { illegal, parsing } from './errors';
import { type Document, refuseText, timeOf, tokensOf, type Types, valueAt, wholeAt } from './fields';
import { matches, type Query } from './query';
import { sorted } from './sorting';

export type Aggregations = Record<string, Record<string, unknown>>;
type Inside = Record<string, unknown>;
interface On {
  documents: Document[];
  types: Types;
  /** The aggregations inside each bucket. */
  inner: Aggregations;
  flavour: 'elasticsearch' | 'opensearch';
}

const kinds: Record<string, (inside: Inside, on: On) => unknown> = {
  terms: ({ field, size = 10 }, on) => {
    refuseText(String(field), on.documents, on.types);
    const groups = groupsOf(on.documents, document => wholeAt(document._source, String(field), on.types));
    const all = [...groups].sort(([a, x], [b, y]) => y.length - x.length || (String(a) < String(b) ? -1 : 1));
    const kept = all.slice(0, Number(size));
    return {
      doc_count_error_upper_bound: 0,
      sum_other_doc_count: all.slice(kept.length).reduce((sum, [, documents]) => sum + documents.length, 0),
      buckets: kept.map(([key, documents]) => ({ key, ...bucket(documents, on) })),
    };
  },
  filter: (query, on) =>
    bucket(
      on.documents.filter(document => matches(query, document, on.types)),
      on,
    ),
  filters: ({ filters }, on) => ({
    buckets: Object.fromEntries(
      Object.entries(filters as Record<string, Query>).map(([name, query]) => [
        name,
        bucket(
          on.documents.filter(document => matches(query, document, on.types)),
          on,
        ),
      ]),
    ),
  }),
  date_histogram: ({ field, fixed_interval: interval }, on) => {
    const wide = millisecondsOf(String(interval));
    const groups = groupsOf(
      on.documents,
      ({ _source }) => Math.floor(timeOf(valueAt(_source, String(field))) / wide) * wide,
    );
    return {
      buckets: [...groups]
        .sort(([a], [b]) => Number(a) - Number(b))
        .map(([key, documents]) => ({
          key,
          key_as_string: new Date(Number(key)).toISOString(),
          ...bucket(documents, on),
        })),
    };
  },
  min: ({ field }, on) => extreme(String(field), on, Math.min),
  max: ({ field }, on) => extreme(String(field), on, Math.max),
  top_hits: ({ size = 3, sort, _source: kept }, { documents, types }) => ({
    hits: {
      total: { value: documents.length, relation: 'eq' },
      hits: sorted(documents, sort, types)
        .slice(0, Number(size))
        .map(({ document }) => ({ ...document, _source: part(document._source, kept) })),
    },
  }),
  categorize_text: ({ field, size = 10, min_doc_count: least = 1 }, on) => {
    // What is no word, or has a digit in it, does not count; words that not all of a category share are left out.
    const wordsOf = ({ _source }: Document) =>
      tokensOf(valueAt(_source, String(field)) ?? '').filter(word => /^\p{L}[\p{L}_]*$/u.test(word));
    const groups = groupsOf(
      on.documents.filter(document => wordsOf(document).length > 0),
      document => wordsOf(document).join(' '),
    );
    return {
      buckets: [...groups]
        .filter(([, documents]) => documents.length >= Number(least))
        .sort(([, x], [, y]) => y.length - x.length)
        .slice(0, Number(size))
        .map(([key, documents]) => ({
          key,
          regex: `.*?${String(key).replaceAll(' ', '.+?')}.*?`,
          max_matching_length: Math.max(
            ...documents.map(({ _source }) => String(valueAt(_source, String(field))).length),
          ),
          ...bucket(documents, on),
        })),
    };
  },
};

/** What aggregations make of documents. Throws ApiError. */
export function aggregated(aggregations: Aggregations, on: Omit<On, 'inner'>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(aggregations).map(([name, { aggs, aggregations: same, ...rest }]) => {
      const [kind = '', inside] = Object.entries(rest)[0] ?? [];
      const aggregate = kind === 'categorize_text' && on.flavour === 'opensearch' ? undefined : kinds[kind];
      if (!aggregate) throw parsing(`Unknown aggregation type [${kind}]`);
      return [name, aggregate((inside ?? {}) as Inside, { ...on, inner: (aggs ?? same ?? {}) as Aggregations })];
    }),
  );
}

const bucket = (documents: Document[], { inner, ...on }: On) => ({
  doc_count: documents.length,
  ...aggregated(inner, { ...on, documents }),
});

function groupsOf(documents: Document[], keyOf: (document: Document) => unknown): Map<unknown, Document[]> {
  const groups = new Map<unknown, Document[]>();
  for (const document of documents)
    for (const key of new Set([keyOf(document)].flat()))
      if (key !== undefined) groups.set(key, [...(groups.get(key) ?? []), document]);
  return groups;
}

function extreme(field: string, { documents }: On, of: (...values: number[]) => number) {
  const values = documents.map(({ _source }) => timeOf(valueAt(_source, field))).filter(Number.isFinite);
  if (values.length === 0) return { value: null };
  const value = of(...values);
  return { value, value_as_string: new Date(value).toISOString() };
}

const units: Record<string, number> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
function millisecondsOf(interval: string): number {
  const [, count, unit = ''] = /^(\d+)(ms|s|m|h|d)$/.exec(interval) ?? [];
  const wide = Number(count) * (units[unit] ?? NaN);
  if (!(wide > 0)) throw illegal(`failed to parse setting [fixed_interval] with value [${interval}]`);
  return wide;
}

/** Of a document only the fields that are asked for. */
export const part = (source: Document['_source'], kept: unknown) =>
  Array.isArray(kept)
    ? Object.fromEntries(
        kept.flatMap(field => {
          const value = valueAt(source, String(field));
          return value === undefined ? [] : [[field, value]];
        }),
      )
    : source;

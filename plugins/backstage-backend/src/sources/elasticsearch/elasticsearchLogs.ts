import { z } from 'zod';
import { templateOf } from '../../diagnose/localize';
import { type Fields, isErrorLevel } from '../logs/fields';
import type { Counted, FoundPattern, LogLine, LogStore, Window } from '../logs/logStore';
import { LogsError } from '../logs/logStore';
import { type ElasticsearchClient, ElasticsearchError } from './client';

export interface ElasticsearchLogsOptions {
  client: ElasticsearchClient;
  /** Indices, data streams or patterns of them, with commas between. */
  index: string;
  fields: Fields;
}

/** Of each service; a service that says more kinds of things is looked at by its most frequent ones. */
const mostKinds = 50;
/** Lines of a kind that are looked at as examples, the first since. */
const examples = 20;
/** Elasticsearch itself gives up on a search after this. */
const timeout = '4s';

const hit = z.object({ _source: z.record(z.string(), z.unknown()) });
const hitsShape = z.object({ hits: z.object({ hits: z.array(hit) }) });
const count = z.object({ doc_count: z.number() });
const countShape = z.object({
  aggregations: z
    .object({
      services: z.object({
        buckets: z.array(count.extend({ key: z.string(), of: z.object({ buckets: z.record(z.string(), count) }) })),
      }),
    })
    .optional(),
});
const kind = count.extend({
  key: z.string(),
  since: count.extend({ first: z.object({ value: z.number().nullable() }), some: hitsShape }),
});
const kindsShape = z.object({
  aggregations: z
    .object({
      services: z.object({
        buckets: z.array(z.object({ key: z.string(), kinds: z.object({ buckets: z.array(kind) }) })),
      }),
    })
    .optional(),
});

/** Logs kept in Elasticsearch or OpenSearch. */
export function elasticsearchLogs({ client, index, fields }: ElasticsearchLogsOptions): LogStore {
  const during = ({ from, to }: Window) => ({
    range: { [fields.time]: { gte: from.toISOString(), lt: to.toISOString() } },
  });
  const of = (services: string[]) => ({ terms: { [fields.service]: services } });
  const having = (phrases: string[]) => ({
    bool: {
      should: phrases.map(phrase => ({ match_phrase: { [fields.message]: phrase } })),
      minimum_should_match: 1,
    },
  });
  const search = async <T>(body: object, shape: z.ZodType<T>): Promise<T> => {
    try {
      return await client.search(index, { timeout, ...body }, shape);
    } catch (error) {
      if (error instanceof ElasticsearchError) throw new LogsError(error.message, { cause: error });
      throw error;
    }
  };
  const read = async (filter: object[], most: number, order: 'asc' | 'desc'): Promise<LogLine[]> => {
    const { hits } = await search(
      { size: most, query: { bool: { filter } }, sort: [{ [fields.time]: order }], _source: Object.values(fields) },
      hitsShape,
    );
    return hits.hits.map(({ _source }) => lineOf(_source, fields));
  };

  return {
    name: 'elasticsearch',
    async count(services, phrases, window) {
      const kinds = Object.fromEntries(Object.entries(phrases).map(([name, some]) => [name, having(some)]));
      const { aggregations } = await search(
        {
          size: 0,
          query: { bool: { filter: [of(services), during(window)] } },
          aggs: {
            services: {
              terms: { field: fields.service, size: services.length },
              aggs: { of: { filters: { filters: kinds } } },
            },
          },
        },
        countShape,
      );
      return new Map(
        (aggregations?.services.buckets ?? []).map((bucket): [string, Counted] => [
          bucket.key,
          {
            lines: bucket.doc_count,
            of: Object.fromEntries(Object.entries(bucket.of.buckets).map(([name, one]) => [name, one.doc_count])),
          },
        ]),
      );
    },
    queryFor: (service, phrases, window) =>
      `GET ${index}/_count ${JSON.stringify({ query: { bool: { filter: [of([service]), during(window), having(phrases)] } } })}`,
    lines: (services, window, most) => read([of(services), during(window)], most, 'desc'),
    ofTraces: (traces, window, most) => read([{ terms: { [fields.trace]: traces } }, during(window)], most, 'asc'),
    async patterns(services, usual, since) {
      if ((await flavourOf(client)) === 'opensearch') return undefined;
      const { aggregations } = await search(
        {
          size: 0,
          query: { bool: { filter: [of(services)], should: [during(usual), during(since)], minimum_should_match: 1 } },
          aggs: {
            services: {
              terms: { field: fields.service, size: services.length },
              aggs: {
                kinds: {
                  categorize_text: { field: fields.message, size: mostKinds },
                  aggs: {
                    since: {
                      filter: during(since),
                      aggs: {
                        first: { min: { field: fields.time } },
                        some: {
                          top_hits: {
                            size: examples,
                            sort: [{ [fields.time]: 'asc' }],
                            _source: Object.values(fields),
                          },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
        kindsShape,
      );
      return (aggregations?.services.buckets ?? []).flatMap(({ key: service, kinds }) =>
        kinds.buckets.flatMap((bucket): FoundPattern[] => {
          const lines = bucket.since.some.hits.hits.map(({ _source }) => lineOf(_source, fields));
          const [first] = lines;
          if (!first) return [];
          return [
            {
              service,
              text: bucket.key,
              isError: lines.some(({ isError }) => isError),
              before: bucket.doc_count - bucket.since.doc_count,
              since: bucket.since.doc_count,
              firstAt: new Date(bucket.since.first.value ?? Date.parse(first.at)).toISOString(),
              example: first.message,
              traces: [...new Set(lines.flatMap(({ trace }) => trace ?? []))],
            },
          ];
        }),
      );
    },
  };
}

async function flavourOf(client: ElasticsearchClient) {
  try {
    return await client.flavour();
  } catch (error) {
    if (error instanceof ElasticsearchError) throw new LogsError(error.message, { cause: error });
    throw error;
  }
}

function lineOf(source: Record<string, unknown>, fields: Fields): LogLine {
  const at = (field: string) => valueAt(source, field);
  const message = String(at(fields.message) ?? '');
  const level = at(fields.level);
  const trace = at(fields.trace);
  const time = at(fields.time);
  return {
    at: new Date(typeof time === 'number' ? time : String(time)).toISOString(),
    service: String(at(fields.service) ?? ''),
    message,
    isError: level === undefined ? templateOf(message).isError : isErrorLevel(level),
    ...(typeof trace === 'string' && trace !== '' && { trace }),
  };
}

/** Documents nest fields or write them with dots, and both mean the same. */
function valueAt(source: unknown, field: string): unknown {
  if (typeof source !== 'object' || source === null) return undefined;
  const known = source as Record<string, unknown>;
  if (field in known) return known[field];
  for (let dot = field.indexOf('.'); dot >= 0; dot = field.indexOf('.', dot + 1)) {
    const found = valueAt(known[field.slice(0, dot)], field.slice(dot + 1));
    if (found !== undefined) return found;
  }
  return undefined;
}

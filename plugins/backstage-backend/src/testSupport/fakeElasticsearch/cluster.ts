import { randomUUID } from 'node:crypto';
import { aggregated, type Aggregations, part } from './aggregations';
import { ApiError, illegal } from './errors';
import { type Document, type Source, timeOf, type Types, valueAt } from './fields';
import { matches, type Query } from './query';
import { sorted } from './sorting';

export type Flavour = 'elasticsearch' | 'opensearch';

interface Template {
  index_patterns: string[];
  data_stream?: object;
  priority?: number;
  template?: { mappings?: { properties?: object }; settings?: Record<string, unknown> };
}

interface Policy {
  policy: object;
  version: number;
  seqNo: number;
}

/** Templates, policies, data streams and documents, in memory. */
export class Cluster {
  readonly templates = new Map<string, Template>();
  readonly policies = new Map<string, Policy>();
  readonly streams = new Map<string, { template: string; documents: Document[] }>();
  private sequence = 0;

  constructor(readonly flavour: Flavour) {}

  putPolicy(name: string, policy: object, given?: { seqNo: string | null; term: string | null }): Policy {
    const known = this.policies.get(name);
    // OpenSearch changes a policy only for who has seen it as it is.
    if (known && given && (Number(given.seqNo ?? NaN) !== known.seqNo || given.term !== '1'))
      throw new ApiError(
        409,
        'version_conflict_engine_exception',
        `[${name}]: version conflict, document already exists`,
      );
    const put = { policy, version: (known?.version ?? 0) + 1, seqNo: (this.sequence += 1) };
    this.policies.set(name, put);
    return put;
  }

  /** One line says what is done, the next to what. */
  bulk(body: string) {
    if (!body.endsWith('\n')) throw illegal('The bulk request must be terminated by a newline [\\n]');
    const lines = body.trimEnd().split('\n');
    const items = [];
    for (let at = 0; at + 1 < lines.length; at += 2) {
      const [[action = '', about] = []] = Object.entries(JSON.parse(lines[at]!) as Record<string, { _index: string }>);
      items.push({ [action]: this.write(action, about?._index ?? '', JSON.parse(lines[at + 1]!) as Source) });
    }
    return { took: 1, errors: items.some(item => Object.values(item).some(one => one.status >= 300)), items };
  }

  private write(action: string, name: string, source: Source) {
    const refused = (status: number, type: string, reason: string) => ({
      _index: name,
      status,
      error: { type, reason },
    });
    const stream = this.streamFor(name);
    if (!stream) return refused(404, 'index_not_found_exception', `no such index [${name}]`);
    if (action !== 'create')
      return refused(
        400,
        'illegal_argument_exception',
        'only write ops with an op_type of create are allowed in data streams',
      );
    if (!Number.isFinite(timeOf(valueAt(source, '@timestamp'))))
      return refused(400, 'document_parsing_exception', 'data stream timestamp field [@timestamp] is missing');
    const document = { _index: this.backing(name), _id: randomUUID(), _source: source };
    stream.documents.push(document);
    return { _index: document._index, _id: document._id, _version: 1, result: 'created', status: 201 };
  }

  /** A data stream is made by the first write that a template of one fits. */
  private streamFor(name: string) {
    const known = this.streams.get(name);
    if (known) return known;
    const [found] = [...this.templates]
      .filter(([, one]) => one.data_stream && one.index_patterns.some(pattern => fits(pattern, name)))
      .sort(([, a], [, b]) => (b.priority ?? 0) - (a.priority ?? 0));
    if (!found) return undefined;
    const stream = { template: found[0], documents: [] };
    this.streams.set(name, stream);
    return stream;
  }

  backing = (name: string) => `.ds-${name}-000001`;

  search(target: string, body: Record<string, unknown>, ignoreUnavailable: boolean) {
    const { query = { match_all: {} }, size = 10, sort, aggs, _source: kept } = body;
    if (Number(size) > 10_000) throw illegal(`Result window is too large, must be less than or equal to: [10000]`);
    const patterns = target.split(',');
    const missing = patterns.find(pattern => !pattern.includes('*') && !this.streams.has(pattern));
    if (missing !== undefined && !ignoreUnavailable)
      throw new ApiError(404, 'index_not_found_exception', `no such index [${missing}]`);
    const streams = [...this.streams].filter(([name]) => patterns.some(pattern => fits(pattern, name)));
    const types = Object.assign({}, ...streams.map(([, { template }]) => this.typesOf(template))) as Types;
    const documents = streams
      .flatMap(([, stream]) => stream.documents)
      .filter(document => matches(query as Query, document, types));
    const hits = sorted(documents, sort, types).slice(0, Number(size));
    return {
      took: 1,
      timed_out: false,
      _shards: { total: 1, successful: 1, skipped: 0, failed: 0 },
      hits: {
        total: { value: documents.length, relation: 'eq' },
        hits: hits.map(({ document, sort: by }) => ({
          ...document,
          _source: part(document._source, kept),
          ...(sort !== undefined && { sort: by }),
        })),
      },
      ...(aggs !== undefined && {
        aggregations: aggregated(aggs as Aggregations, { documents, types, flavour: this.flavour }),
      }),
    };
  }

  private typesOf(template: string): Types {
    const found: Types = {};
    const walk = (properties: object, above: string) => {
      for (const [name, one] of Object.entries(properties) as [string, { type?: string; properties?: object }][]) {
        if (one.type !== undefined) found[`${above}${name}`] = one.type;
        if (one.properties) walk(one.properties, `${above}${name}.`);
      }
    };
    walk(this.templates.get(template)?.template?.mappings?.properties ?? {}, '');
    return found;
  }
}

const fits = (pattern: string, name: string) =>
  new RegExp(
    `^${pattern
      .split('*')
      .map(text => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('.*')}$`,
  ).test(name);

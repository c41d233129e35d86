import { z } from 'zod';
import type { ElasticsearchClient } from '../../sources/elasticsearch/client';

export interface Keeping {
  client: ElasticsearchClient;
  /** The last part of the data stream's name. */
  namespace: string;
  /** How long lines are kept. */
  days: number;
}

export const streamOf = (namespace: string) => `logs-autocura.log-${namespace}`;
const policyOf = (namespace: string) => `autocura-logs-${namespace}`;

const keyword = { type: 'keyword' };
const properties = {
  '@timestamp': { type: 'date' },
  message: { type: 'text' },
  ecs: { properties: { version: keyword } },
  log: { properties: { level: keyword } },
  service: { properties: { name: keyword } },
  event: { properties: { dataset: keyword } },
  trace: { properties: { id: keyword } },
  labels: { type: 'object', dynamic: true },
  error: { properties: { message: { type: 'text' }, type: keyword, stack_trace: { type: 'text' } } },
};
/** Whatever a label holds, it is a word: numbers in one line and texts in the next are no conflict. */
const dynamicTemplates = [{ labels: { path_match: 'labels.*', mapping: { type: 'keyword', ignore_above: 1024 } } }];

const known = z.object({ _seq_no: z.number(), _primary_term: z.number() });

/** The data stream's template and how long it is kept, made or brought up to date. Throws ElasticsearchError. */
export async function prepareKeeping({ client, namespace, days }: Keeping): Promise<void> {
  const policy = policyOf(namespace);
  const isElasticsearch = (await client.flavour()) === 'elasticsearch';
  if (isElasticsearch) {
    const rollover = { max_age: '1d', max_primary_shard_size: '10gb' };
    const phases = {
      hot: { actions: { rollover } },
      delete: { min_age: `${days}d`, actions: { delete: {} } },
    };
    await client.put(`/_ilm/policy/${policy}`, { policy: { phases } });
  } else {
    const path = `/_plugins/_ism/policies/${policy}`;
    const before = await client.get(path, known);
    const seen = before ? `?if_seq_no=${before._seq_no}&if_primary_term=${before._primary_term}` : '';
    const kept = {
      description: 'Log lines of Autocura',
      default_state: 'hot',
      states: [
        {
          name: 'hot',
          actions: [{ rollover: { min_index_age: '1d', min_primary_shard_size: '10gb' } }],
          transitions: [{ state_name: 'delete', conditions: { min_index_age: `${days}d` } }],
        },
        { name: 'delete', actions: [{ delete: {} }], transitions: [] },
      ],
      ism_template: [{ index_patterns: [`.ds-${streamOf(namespace)}-*`], priority: 300 }],
    };
    await client.put(`${path}${seen}`, { policy: kept });
  }
  await client.put(`/_index_template/${policy}`, {
    index_patterns: [streamOf(namespace)],
    data_stream: {},
    priority: 300,
    template: {
      ...(isElasticsearch && { settings: { 'index.lifecycle.name': policy } }),
      mappings: { dynamic: false, dynamic_templates: dynamicTemplates, properties },
    },
  });
}

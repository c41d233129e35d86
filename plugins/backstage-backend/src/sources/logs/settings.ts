import { z } from 'zod';
import type { Targets } from '../../outbound';
import { ElasticsearchClient } from '../elasticsearch/client';
import { elasticsearchLogs } from '../elasticsearch/elasticsearchLogs';
import { LokiClient } from '../loki/client';
import { lokiLogs } from '../loki/lokiLogs';
import { fieldsOf } from './fields';
import { LogSource } from './logSource';

const reached = {
  url: z.url().refine(url => new URL(url).username === '', 'who is asking belongs into authorization'),
  /** As the header of that name: `ApiKey …`, `Basic …` or `Bearer …`. */
  authorization: z.string().min(1).optional(),
};

/** `autocura.logs`: where logs are kept, and how the parts of a line are called there. */
export const logSettings = z
  .strictObject({
    elasticsearch: z.strictObject({ ...reached, index: z.string().min(1).default('logs-*') }).optional(),
    loki: z.strictObject({ ...reached, tenant: z.string().min(1).optional() }).optional(),
    convention: z.enum(['ecs', 'otel']).default('ecs'),
    fields: z
      .strictObject({
        time: z.string().min(1),
        service: z.string().min(1),
        message: z.string().min(1),
        level: z.string().min(1),
        trace: z.string().min(1),
      })
      .partial()
      .default({}),
    /** Seconds that a line counts as of now. */
    window: z.number().positive().default(300),
  })
  .refine(
    ({ elasticsearch, loki }) => (elasticsearch === undefined) !== (loki === undefined),
    'needs elasticsearch or loki',
  );

/** What OpenTelemetry's lines are called in Loki. */
const lokiFields = { time: '', service: 'service_name', message: 'message', level: 'level', trace: 'trace_id' };

export function logSourceOf(settings: z.infer<typeof logSettings>, targets: Targets): LogSource {
  const { elasticsearch, loki, convention, window } = settings;
  const given = Object.fromEntries(Object.entries(settings.fields).filter(([, name]) => name !== undefined));
  const store = elasticsearch
    ? elasticsearchLogs({
        client: new ElasticsearchClient({
          ...elasticsearch,
          target: targets.of({ name: 'Elasticsearch', kind: 'logs' }),
        }),
        index: elasticsearch.index,
        fields: { ...fieldsOf[convention], ...given },
      })
    : lokiLogs({
        client: new LokiClient({ ...loki!, target: targets.of({ name: 'Loki', kind: 'logs' }) }),
        fields: { ...lokiFields, ...given },
      });
  return new LogSource({ store, windowS: window });
}

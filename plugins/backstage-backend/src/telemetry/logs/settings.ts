import { z } from 'zod';
import type { Targets } from '../../outbound';
import { ElasticsearchClient } from '../../sources/elasticsearch/client';
import { LogShipper } from './logShipper';

/** `autocura.telemetry`: where our own log lines are kept, and how long. */
export const telemetrySettings = z.strictObject({
  logs: z
    .strictObject({
      elasticsearch: z.strictObject({
        url: z.url().refine(url => new URL(url).username === '', 'who is asking belongs into authorization'),
        /** As the header of that name: `ApiKey …`, `Basic …` or `Bearer …`. */
        authorization: z.string().min(1).optional(),
      }),
      namespace: z
        .string()
        .regex(/^[a-z0-9_.]{1,60}$/, 'must be lower case letters, digits, dots and underscores')
        .default('default'),
      days: z.number().int().min(1).max(3650).default(30),
    })
    .optional(),
});

export function logShipperOf({ logs }: z.infer<typeof telemetrySettings>, targets: Targets): LogShipper | undefined {
  if (!logs) return undefined;
  const { elasticsearch, ...kept } = logs;
  const target = targets.of({ name: 'Elasticsearch for own lines', kind: 'own lines' });
  const client = new ElasticsearchClient({ ...elasticsearch, target });
  return new LogShipper({ ...kept, client, now: () => new Date() });
}

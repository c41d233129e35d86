import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ElasticsearchClient } from '../../../plugins/backstage-backend/src/sources/elasticsearch/client';
import { elasticsearchLogs } from '../../../plugins/backstage-backend/src/sources/elasticsearch/elasticsearchLogs';
import { fieldsOf } from '../../../plugins/backstage-backend/src/sources/logs/fields';
import { LogSource } from '../../../plugins/backstage-backend/src/sources/logs';
import { fakeElasticsearch } from '../../../plugins/backstage-backend/src/testSupport/fakeElasticsearch';
import { logTo } from './service/log';
import { shipLogs, shopStream } from './shipLogs';

test('what services write and what they say as they die answers the questions about logs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shop-logs-'));
  const fake = await fakeElasticsearch();
  const stop = shipLogs({ folder, url: fake.url, everyMs: 20 });
  const inventory = logTo(line => appendFileSync(join(folder, 'inventory-0.log'), line), 'inventory', { version: '1' });
  inventory.info('started');
  inventory.error('ENOSPC: no space left on device, write', { route: '/stock' }, 'a'.repeat(32));
  const dying = join(folder, 'payment-1.log');
  appendFileSync(dying, 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap ');
  appendFileSync(dying, 'out of memory\n');
  await stop();

  const store = elasticsearchLogs({
    client: new ElasticsearchClient({ url: fake.url }),
    index: shopStream,
    fields: fieldsOf.ecs,
  });
  const source = new LogSource({ store, windowS: 100, now: () => new Date(Date.now() + 1000) });
  const evidence = await source.measure([
    { service: 'inventory', signal: 'logs.noSpace' },
    { service: 'payment', signal: 'logs.outOfMemory' },
  ]);
  expect(evidence.map(({ measurement }) => measurement)).toMatchObject([{ value: 0.01 }, { value: 0.01 }]);
  const found = await source.findings(['inventory'], new Date(Date.now() - 10_000), new Date(Date.now() + 1000));
  expect(found?.patterns).toMatchObject([
    { text: 'ENOSPC: no space left on device, write', isError: true, isNew: true },
  ]);
  await fake.close();
  rmSync(folder, { recursive: true });
});

test('where nobody takes them, nothing is held up', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'shop-logs-'));
  appendFileSync(join(folder, 'cart-0.log'), '{"message":"lost"}\n');
  await shipLogs({ folder, url: 'http://127.0.0.1:9' })();
  rmSync(folder, { recursive: true });
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readCase } from './readCase';

const folder = mkdtempSync(join(tmpdir(), 'rca-case-'));
const write = (name: string, text: string) =>
  writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text);
afterAll(() => rmSync(folder, { recursive: true }));

test('a case as it was recorded; its truth stays unread', () => {
  mkdirSync(join(folder, 'context'));
  write('meta.json', JSON.stringify({ injectTime: 120, alert: null, topology: [['shop', 'stock']] }));
  write('truth.json', 'not even JSON');
  write('metrics.csv.gz', 'time,shop_cpu_rate,stock_mem\n60,1,\n120,2,5\n');
  write('traces.csv.gz', 'startUs,traceId,spanId,parentId,service,operation,durationUs\n7,t,a,,shop,buy,9\n');
  write('logs.csv.gz', 'timeUs,service,traceId,spanId,message\n8,shop,t,a,"sold, at last"\n');
  write(
    'context/commits.json',
    JSON.stringify([{ sha: 'abc', timestamp: '1970-01-01T00:01:00Z', message: 'fix', diff: null }]),
  );
  const found = readCase(folder);
  expect(found).toMatchObject({ at: 120, topology: [['shop', 'stock']], normalSpans: [], normalLogs: [] });
  expect(found.alert).toBeUndefined();
  expect(found.series.map(({ service, metric, values }) => [service, metric, [...values]])).toEqual([
    ['shop', 'cpu_rate', [1, 2]],
    ['stock', 'mem', [NaN, 5]],
  ]);
  expect(found.spans).toEqual([
    { trace: 't', id: 'a', parent: '', service: 'shop', operation: 'buy', startUs: 7, durationUs: 9 },
  ]);
  expect(found.logs).toEqual([{ timeUs: 8, service: 'shop', span: 'a', message: 'sold, at last' }]);
  expect(found.changes).toEqual([{ id: 'abc', kind: 'commit', time: 60, message: 'fix', files: [], diff: '' }]);
});

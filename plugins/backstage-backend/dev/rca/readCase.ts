import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { ChangeRecord, LocalizeInput, LogLine, Series, Span } from '../../src/diagnose/localize';
import { rowsOf } from './csv';

interface Meta {
  injectTime?: number | null;
  alert?: { service: string; metric: string; time: number } | null;
  topology?: [string, string][];
}

/**
 * A recorded outage as what `localize()` takes. Reads `meta.json` and the recordings beside it; what the truth is stays
 * unread. Files that a case does not have are empty lists.
 */
export function readCase(folder: string): LocalizeInput {
  const meta = json<Meta>(join(folder, 'meta.json')) ?? {};
  const { injectTime, alert } = meta;
  return {
    series: readSeries(join(folder, 'metrics.csv.gz')),
    topology: meta.topology ?? [],
    ...(typeof injectTime === 'number' && { at: injectTime }),
    ...(alert && { alert }),
    spans: [...readSpans(join(folder, 'traces.csv.gz')), ...readJsonSpans(join(folder, 'traces.json'))],
    logs: [...readLogs(join(folder, 'logs.csv.gz')), ...readJsonLogs(join(folder, 'logs.ndjson.gz'))],
    normalSpans: readSpans(join(folder, 'baseline_traces.csv.gz')),
    normalLogs: readLogs(join(folder, 'baseline_logs.csv.gz')),
    changes: readChanges(join(folder, 'context')),
  };
}

function readSeries(file: string): Series[] {
  const [head = [], ...rows] = [...rowsOf(text(file))];
  const times = Float64Array.from(rows, row => Number(row[0]));
  return head.slice(1).map((name, index) => {
    const cut = name.indexOf('_');
    return {
      service: name.slice(0, cut),
      metric: name.slice(cut + 1),
      times,
      values: Float64Array.from(rows, row => toNumber(row[index + 1])),
    };
  });
}

function readSpans(file: string): Span[] {
  return body(
    file,
    ([startUs = '', trace = '', id = '', parent = '', service = '', operation = '', durationUs = '']) => ({
      ...{ trace, id, parent, service, operation },
      startUs: Number(startUs),
      durationUs: Number(durationUs),
    }),
  );
}

function readLogs(file: string): LogLine[] {
  return body(file, ([timeUs = '', service = '', , span = '', message = '']) => ({
    ...{ service, span, message },
    timeUs: Number(timeUs),
  }));
}

interface JsonSpan {
  trace_id: string;
  span_id: string;
  parent_id: string | null;
  service: string;
  name: string;
  start: string;
  duration_ms: number;
  status?: string;
  status_message?: string;
  error?: string;
}
const readJsonSpans = (file: string): Span[] =>
  (json<JsonSpan[]>(file) ?? []).map(span => ({
    trace: span.trace_id,
    id: span.span_id,
    parent: span.parent_id ?? '',
    service: span.service,
    operation: span.name,
    startUs: Date.parse(span.start) * 1000,
    durationUs: span.duration_ms * 1000,
    ...(span.status === 'ERROR' && { error: span.error ?? span.status_message ?? span.status }),
  }));

interface JsonLog {
  timestamp: string;
  service: string;
  severity_text?: string;
  msg: string;
  trace_id?: string;
}
const readJsonLogs = (file: string): LogLine[] =>
  text(file)
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => JSON.parse(line) as JsonLog)
    .map(({ timestamp, service, severity_text, msg, trace_id: _, ...attributes }) => ({
      timeUs: Date.parse(timestamp) * 1000,
      service,
      span: '',
      message: [severity_text, msg, ...Object.entries(attributes).map(([key, value]) => `${key}=${value}`)].join(' '),
    }));

interface Commit {
  sha: string;
  timestamp: string;
  message: string;
  files_changed?: string[];
  diff?: string | null;
}
interface Deploy {
  timestamp: string;
  service: string;
  commit_sha: string;
  version?: string;
}
interface Flag {
  timestamp: string;
  service: string;
  flag: string;
  change: string;
}

function readChanges(folder: string): ChangeRecord[] {
  const seconds = (timestamp: string) => Date.parse(timestamp) / 1000;
  const commits = (json<Commit[]>(join(folder, 'commits.json')) ?? []).map((one): ChangeRecord => ({
    id: one.sha,
    kind: 'commit',
    time: seconds(one.timestamp),
    message: one.message,
    files: one.files_changed ?? [],
    diff: one.diff ?? '',
  }));
  const deploys = (json<Deploy[]>(join(folder, 'deploys.json')) ?? []).map((one): ChangeRecord => ({
    id: one.commit_sha,
    kind: 'deploy',
    time: seconds(one.timestamp),
    service: one.service,
    ...{ message: one.version ?? '', files: [], diff: '' },
  }));
  const flags = (json<Flag[]>(join(folder, 'flags.json')) ?? []).map((one): ChangeRecord => ({
    id: one.flag,
    kind: 'flag',
    time: seconds(one.timestamp),
    service: one.service,
    ...{ message: `${one.flag} ${one.change}`, files: [], diff: '' },
  }));
  return [...commits, ...deploys, ...flags];
}

const toNumber = (field: string | undefined) => (field === undefined || field === '' ? NaN : Number(field));

/** Every row but the first, read one after the other: a file of traces is large. */
function body<T>(file: string, read: (row: string[]) => T): T[] {
  const rows = rowsOf(text(file));
  rows.next();
  const found: T[] = [];
  for (const row of rows) found.push(read(row));
  return found;
}

function text(file: string): string {
  if (!existsSync(file)) return '';
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}
const json = <T>(file: string): T | undefined => {
  const content = text(file);
  return content === '' ? undefined : (JSON.parse(content) as T);
};

import { templateOf } from '../../diagnose/localize';
import { type Fields, isErrorLevel } from '../logs/fields';
import type { Counted, LogLine, LogStore, Window } from '../logs/logStore';
import type { Entry, LokiClient } from './client';
import { counted, having, quoted, selector } from './logql';

export interface LokiLogsOptions {
  client: LokiClient;
  /** `service` is a label; the others are labels, structured metadata, or fields of lines that are JSON. */
  fields: Pick<Fields, 'service' | 'message' | 'level' | 'trace'>;
}

/** Logs kept in Loki. */
export function lokiLogs({ client, fields }: LokiLogsOptions): LogStore {
  const label = fields.service;
  const seconds = ({ from, to }: Window) => (to.getTime() - from.getTime()) / 1000;
  return {
    name: 'loki',
    async count(services, phrases, window) {
      const lines = selector(label, services);
      const byService = async (query: string) => {
        const rows = await client.query(counted(label, query, seconds(window)), window.to);
        return new Map(rows.map(row => [row.labels[label] ?? '', row.value]));
      };
      const all = await byService(lines);
      const found = new Map([...all].map(([service, count]): [string, Counted] => [service, { lines: count, of: {} }]));
      // One after another: a question of many lines is heavy, and Loki answers others too.
      for (const [name, some] of found.size > 0 ? Object.entries(phrases) : []) {
        const counts = await byService(`${lines} ${having(some)}`);
        for (const [service, one] of found) one.of[name] = counts.get(service) ?? 0;
      }
      return found;
    },
    queryFor: (service, phrases, window) =>
      counted(label, `${selector(label, [service])} ${having(phrases)}`, seconds(window)),
    async lines(services, { from, to }, most) {
      const entries = await client.lines(selector(label, services), from, to, most, 'backward');
      return entries.map(entry => lineOf(entry, fields));
    },
    async ofTraces(traces, { from, to }, most) {
      // A trace id stands in the line or beside it; where it stands is read from the line itself.
      const query = `{${label}=~".+"} |~ ${quoted(traces.join('|'))}`;
      const beside = `{${label}=~".+"} | ${fields.trace.replace(/\W/g, '_')}=~${quoted(traces.join('|'))}`;
      const found = await client.lines(query, from, to, most, 'forward');
      const entries = found.length > 0 ? found : await client.lines(beside, from, to, most, 'forward');
      return entries.map(entry => lineOf(entry, fields));
    },
  };
}

function lineOf({ labels, at, line }: Entry, fields: LokiLogsOptions['fields']): LogLine {
  const inside = jsonIn(line);
  const said = (field: string) => labels[field.replace(/\W/g, '_')] ?? labels[field] ?? inside[field];
  const message = String(inside[fields.message] ?? line);
  const level = said(fields.level) ?? labels['detected_level'];
  const trace = said(fields.trace);
  return {
    at: new Date(at).toISOString(),
    service: labels[fields.service] ?? '',
    message,
    isError: level === undefined ? templateOf(message).isError : isErrorLevel(level),
    ...(typeof trace === 'string' && trace !== '' && { trace }),
  };
}

function jsonIn(line: string): Record<string, unknown> {
  if (!line.startsWith('{')) return {};
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return {};
  }
}

import { redact } from '../../redact';

/** A line as the logger is told it. */
export interface Told {
  /** ISO 8601. */
  timestamp: string;
  level: 'error' | 'warn' | 'info' | 'debug';
  message: string;
  metadata: Record<string, unknown>;
}

/** More names than these, or longer values, are no line of a log. */
const mostLabels = 30;
const longest = 2000;

/** A line by the Elastic Common Schema, without secrets. All lines about one incident share a trace id made from its id. */
export function ecsOf({ timestamp, level, message, metadata }: Told): Record<string, unknown> {
  const { incident, error, trace_id: given, ...rest } = metadata;
  const trace = typeof given === 'string' ? given : traceOfIncident(incident);
  const labels = { ...rest, ...(typeof incident === 'string' && { incident }) };
  return {
    '@timestamp': timestamp,
    message: said(message),
    ecs: { version: '8.11.0' },
    log: { level },
    service: { name: 'autocura' },
    event: { dataset: 'autocura.log' },
    labels: Object.fromEntries(
      Object.entries(labels)
        .slice(0, mostLabels)
        .map(([name, value]) => [name.replaceAll('.', '_'), said(value)]),
    ),
    ...(trace !== undefined && { trace: { id: trace } }),
    ...(error !== undefined && { error: errorOf(error) }),
  };
}

/** An incident's id without its dashes is 32 hex digits, as a trace id is; undefined where it is none. */
export function traceOfIncident(incident: unknown): string | undefined {
  const digits = typeof incident === 'string' ? incident.replaceAll('-', '').toLowerCase() : '';
  return /^[0-9a-f]{32}$/.test(digits) ? digits : undefined;
}

function errorOf(error: unknown) {
  const { name, message, stack } = error as Partial<Error>;
  if (typeof message !== 'string') return { message: said(error) };
  return {
    message: said(message),
    ...(name !== undefined && { type: name }),
    ...(stack !== undefined && { stack_trace: said(stack) }),
  };
}

const said = (value: unknown) =>
  redact(typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value))).slice(0, longest);

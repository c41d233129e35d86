/** A log entry as winston hands it over; metadata stands beside the message. */
export interface LogEntry {
  level: string;
  message: unknown;
  [field: string]: unknown;
}

/**
 * One line of our own logs: `{ timestamp, level, service, trace_id, message, metadata }`. All lines about one incident
 * share the trace id that is made from the incident's id, unless they bring one of their own.
 */
export function logLine({ level, message, plugin, service, trace_id, timestamp: _, ...metadata }: LogEntry, now: Date) {
  return JSON.stringify({
    timestamp: now.toISOString(),
    level,
    service: String(plugin ?? service ?? 'autocura'),
    trace_id: trace_id ?? traceOf(metadata.incident),
    message: String(message),
    metadata: Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, plain(value)])),
  });
}

/** An incident's id without its dashes is 32 hex digits, as a trace id is. */
function traceOf(incident: unknown): string | null {
  const digits = typeof incident === 'string' ? incident.replaceAll('-', '') : '';
  return /^[0-9a-f]{32}$/.test(digits) ? digits : null;
}

const plain = (value: unknown) =>
  value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value;

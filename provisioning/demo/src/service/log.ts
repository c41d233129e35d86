export interface Log {
  info(message: string, metadata?: Record<string, unknown>, traceId?: string): void;
  warn(message: string, metadata?: Record<string, unknown>, traceId?: string): void;
  error(message: string, metadata?: Record<string, unknown>, traceId?: string): void;
}

/** One JSON line an event: timestamp, level, service, trace_id, message, metadata. */
export function logTo(write: (line: string) => void, service: string, about: Record<string, unknown>): Log {
  const at = (level: string) => (message: string, metadata?: Record<string, unknown>, traceId?: string) =>
    write(
      `${JSON.stringify({
        timestamp: new Date().toISOString(),
        level,
        service,
        trace_id: traceId ?? null,
        message,
        metadata: { ...about, ...metadata },
      })}\n`,
    );
  return { info: at('info'), warn: at('warn'), error: at('error') };
}

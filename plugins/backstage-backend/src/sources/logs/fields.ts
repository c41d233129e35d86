/** How the parts of a line are called where it is kept. */
export interface Fields {
  time: string;
  service: string;
  message: string;
  level: string;
  trace: string;
}

/** As the Elastic Common Schema has it, and as OpenTelemetry's exporter writes it. */
export const fieldsOf: Record<'ecs' | 'otel', Fields> = {
  ecs: { time: '@timestamp', service: 'service.name', message: 'message', level: 'log.level', trace: 'trace.id' },
  otel: {
    time: '@timestamp',
    service: 'resource.attributes.service.name',
    message: 'body.text',
    level: 'severity_text',
    trace: 'trace_id',
  },
};

export const isErrorLevel = (level: unknown) =>
  /^(error|err|fatal|crit|critical|alert|emerg|panic|severe)/i.test(String(level ?? ''));

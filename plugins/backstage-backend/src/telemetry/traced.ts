import { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags } from '@opentelemetry/api';
import type { Incident } from '@autocura/common';
import { randomBytes } from 'node:crypto';
import type { World } from '../world';
import { traceOfIncident } from './logs/ecs';

const tracer = () => trace.getTracer('autocura');

/**
 * Bringing an incident one phase on, as a span of the incident's own trace: its id is made from the incident's, as in
 * the log lines. Spans are told to whatever OpenTelemetry SDK the process was started with, and to nobody without one.
 */
export function inHealing(incident: Incident, work: () => Promise<Incident>): Promise<Incident> {
  const traceId = traceOfIncident(incident.id);
  const parent = traceId && { traceId, spanId: randomBytes(8).toString('hex'), traceFlags: TraceFlags.SAMPLED };
  const context = parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT;
  const attributes = {
    'autocura.incident': incident.id,
    'autocura.service': incident.service,
    'autocura.phase': incident.phase,
  };
  return tracer().startActiveSpan('heal', { attributes }, context, async span => {
    try {
      const next = await work();
      span.setAttribute('autocura.phase.next', next.phase);
      return next;
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: nameOf(error) });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The same world, each of whose doors to the outside is a span. */
export function tracedWorld(world: World): World {
  const { now, ...doors } = world;
  const traced = Object.fromEntries(
    Object.entries(doors).map(([name, door]) => [
      name,
      (...given: unknown[]) =>
        tracer().startActiveSpan(name, { kind: SpanKind.CLIENT }, async span => {
          try {
            return await (door as (...given: unknown[]) => Promise<unknown>)(...given);
          } catch (error) {
            span.setStatus({ code: SpanStatusCode.ERROR, message: nameOf(error) });
            throw error;
          } finally {
            span.end();
          }
        }),
    ]),
  ) as Omit<World, 'now'>;
  return { now, ...traced };
}

/** What an error says may hold what nobody should read; its kind does not. */
const nameOf = (error: unknown) => (error instanceof Error ? error.name : typeof error);

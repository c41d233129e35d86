import type { LogLine } from '../input';
import { templateOf } from '../logs/template';
import { handlerOf, isWaiting, type SpanNode } from './spanTree';

/** What happens while an operation is handled: it calls, it writes a line, it fails. */
export interface Event {
  what: string;
  isError: boolean;
  /** Of a call: the service that is called. */
  callee?: string;
}

/** One time that an operation ran, as its caller asks for it, and what happened in it. */
export interface Run {
  handler: string;
  service: string;
  operation: string;
  startUs: number;
  events: Map<string, Event>;
}

/**
 * Lines count for the span that wrote them. A span that waits for another service is no run of its own: it stands for
 * the call in the one around it, since one client serves calls of many kinds.
 */
export function runsOf(nodes: SpanNode[], linesOf: Map<string, Event[]>): Run[] {
  return nodes.flatMap(node => {
    if (isWaiting(node)) return [];
    const { span, children } = node;
    const { service, operation, startUs } = span;
    const events = new Map<string, Event>();
    for (const child of children.flatMap(one => (isWaiting(one) ? one.children : [one])))
      add(events, callOf(child, service));
    for (const line of linesOf.get(span.id) ?? []) add(events, line);
    if (span.error !== undefined) add(events, { what: `fails: ${span.error}`, isError: true });
    return [{ handler: handlerOf(node), service, operation, startUs, events }];
  });
}

/** An operation, over all times that it ran. */
export interface Handling {
  service: string;
  operation: string;
  runs: number;
  /** In how many of the runs each event occurred, by what it is. */
  events: Map<string, Event & { runs: number }>;
}

/** By handler: what happens in it, how often. */
export function handlingsOf(runs: Run[]): Map<string, Handling> {
  const found = new Map<string, Handling>();
  for (const { handler, service, operation, events } of runs) {
    const handling = found.get(handler) ?? { service, operation, runs: 0, events: new Map() };
    found.set(handler, handling);
    handling.runs += 1;
    for (const [what, event] of events) {
      const known = handling.events.get(what);
      if (known) known.runs += 1;
      else handling.events.set(what, { ...event, runs: 1 });
    }
  }
  return found;
}

/** All parts together. */
export function together(parts: Map<string, Handling>[]): Map<string, Handling> {
  const found = new Map<string, Handling>();
  for (const part of parts) {
    for (const [handler, { service, operation, runs, events }] of part) {
      const handling = found.get(handler) ?? { service, operation, runs: 0, events: new Map() };
      found.set(handler, handling);
      handling.runs += runs;
      for (const [what, event] of events)
        handling.events.set(what, { ...event, runs: event.runs + (handling.events.get(what)?.runs ?? 0) });
    }
  }
  return found;
}

const add = (events: Map<string, Event>, event: Event) => events.set(event.what, event);

const callOf = ({ span }: SpanNode, caller: string): Event => ({
  what: `calls ${span.service} ${span.operation}`,
  isError: /error|exception/i.test(span.operation),
  ...(span.service !== caller && { callee: span.service }),
});

/** By span: what it wrote. */
export function linesBySpan(lines: LogLine[]): Map<string, Event[]> {
  const found = new Map<string, Event[]>();
  for (const { span, message } of lines) {
    if (span === '') continue;
    const { text, isError } = templateOf(message);
    const event = { what: `says ${text}`, isError };
    const same = found.get(span);
    if (same) same.push(event);
    else found.set(span, [event]);
  }
  return found;
}

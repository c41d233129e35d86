import type { Span } from '../input';

/** A span in its trace. */
export interface SpanNode {
  span: Span;
  parent?: SpanNode;
  children: SpanNode[];
}

/** Every span with its parent and children, as far as they were recorded. */
export function spanTree(spans: Span[]): SpanNode[] {
  const nodes = spans.map((span): SpanNode => ({ span, children: [] }));
  const byId = new Map(nodes.map(node => [idOf(node.span.trace, node.span.id), node]));
  for (const node of nodes) {
    const parent = node.span.parent === '' ? undefined : byId.get(idOf(node.span.trace, node.span.parent));
    if (!parent || parent === node) continue;
    node.parent = parent;
    parent.children.push(node);
  }
  return nodes;
}

const idOf = (trace: string, id: string) => `${trace}/${id}`;

/** What a span itself took: its duration less the union of its children's, in microseconds. */
export function selfUs({ span, children }: SpanNode): number {
  const end = span.startUs + span.durationUs;
  let covered = 0;
  let reached = span.startUs;
  for (const { span: child } of [...children].sort((a, b) => a.span.startUs - b.span.startUs)) {
    const from = Math.max(reached, child.startUs);
    const to = Math.min(end, child.startUs + child.durationUs);
    if (to > from) {
      covered += to - from;
      reached = to;
    }
  }
  return span.durationUs - covered;
}

/** Where a request enters a service, the caller is part of what it is: who asks decides what is done. */
export const handlerOf = ({ span, parent }: SpanNode): string =>
  `${parent && parent.span.service !== span.service ? `${parent.span.service}>` : ''}${span.service}|${span.operation}`;

/** Whether a span, inside its service, does nothing but wait for another one: the caller's view of a call. */
export const isWaiting = ({ span, parent, children }: SpanNode): boolean =>
  parent?.span.service === span.service &&
  children.length > 0 &&
  children.every(({ span: child }) => child.service !== span.service);

import { span } from '../testSupport/given';
import { handlerOf, isWaiting, selfUs, spanTree } from './spanTree';

const tree = (...spans: Parameters<typeof spanTree>[0]) => new Map(spanTree(spans).map(node => [node.span.id, node]));

test('own time leaves out children once, however they overlap', () => {
  const nodes = tree(
    span('t', 'a', 'shop|buy', 100),
    span('t', 'a.b', 'shop|one', 30, 10),
    span('t', 'a.c', 'shop|two', 30, 20),
    span('t', 'a.d', 'shop|late', 50, 90),
  );
  expect(nodes.get('a') && selfUs(nodes.get('a') as never)).toBe(50_000);
});

test('ids of two traces are not mixed up', () => {
  const nodes = spanTree([span('t', 'a', 'shop|buy', 9), span('u', 'a.b', 'stock|take', 3)]);
  expect(nodes[1]?.parent).toBeUndefined();
});

test('who asks is part of a handler, and waiting for another service is none', () => {
  const nodes = tree(
    span('t', 'a', 'shop|buy', 9),
    span('t', 'a.b', 'shop|GET', 5),
    span('t', 'a.b.c', 'stock|take', 3),
  );
  expect(nodes.get('a.b.c') && handlerOf(nodes.get('a.b.c') as never)).toBe('shop>stock|take');
  expect(nodes.get('a') && handlerOf(nodes.get('a') as never)).toBe('shop|buy');
  expect(nodes.get('a.b') && isWaiting(nodes.get('a.b') as never)).toBe(true);
  expect(nodes.get('a') && isWaiting(nodes.get('a') as never)).toBe(false);
});

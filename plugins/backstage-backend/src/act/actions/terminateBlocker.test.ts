import { terminateBlocker } from './terminateBlocker';

const step = (params: Record<string, string | number | boolean>) => ({
  action: 'terminate-blocker',
  target: 'postgres',
  params,
});

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { service: 'postgres' }, says: 'Terminate the session that blocks others in postgres' },
  { params: { service: 'postgres', pid: 4711 }, says: 'Terminate session 4711 in postgres' },
])('$says', ({ params, says }) => {
  expect(terminateBlocker.objection(step(params))).toBeUndefined();
  expect(terminateBlocker.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'no database', params: {} },
  { name: 'another database', params: { service: 'orders-db' } },
  { name: 'the first process of all', params: { service: 'postgres', pid: 1 } },
  { name: 'a group of processes', params: { service: 'postgres', pid: -4711 } },
  { name: 'a signal besides', params: { service: 'postgres', pid: 4711, signal: 9 } },
])('refuses $name', ({ params }) => expect(terminateBlocker.objection(step(params))).toBeDefined());

import { cancelBlocker } from './cancelBlocker';

const step = (params: Record<string, string | number | boolean>) => ({
  action: 'cancel-blocker',
  target: 'postgres',
  params,
});

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { service: 'postgres' }, says: 'Cancel the query that blocks others in postgres' },
  { params: { service: 'postgres', pid: 4711 }, says: 'Cancel the query of session 4711 in postgres' },
])('$says', ({ params, says }) => {
  expect(cancelBlocker.objection(step(params))).toBeUndefined();
  expect(cancelBlocker.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'no database', params: {} },
  { name: 'another database', params: { service: 'orders-db' } },
  { name: 'the first process of all', params: { service: 'postgres', pid: 1 } },
  { name: 'a group of processes', params: { service: 'postgres', pid: -4711 } },
  { name: 'a signal besides', params: { service: 'postgres', pid: 4711, signal: 9 } },
])('refuses $name', ({ params }) => expect(cancelBlocker.objection(step(params))).toBeDefined());

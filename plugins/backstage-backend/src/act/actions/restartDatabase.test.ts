import { restartDatabase } from './restartDatabase';

const step = (params: Record<string, string | number | boolean>) => ({
  action: 'restart-database',
  target: 'postgres',
  params,
});

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { service: 'postgres' }, says: 'Restart the database postgres and end every session in it' },
])('$says', ({ params, says }) => {
  expect(restartDatabase.objection(step(params))).toBeUndefined();
  expect(restartDatabase.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'every database', params: { service: '*' } },
  { name: 'another database', params: { service: 'orders-db' } },
  { name: 'what it does not know', params: { service: 'postgres', immediate: true } },
])('refuses $name', ({ params }) => expect(restartDatabase.objection(step(params))).toBeDefined());

test('cannot be taken back, and takes away what runs', () => {
  expect(restartDatabase).toMatchObject({ reversible: 'irreversible', interrupts: true });
});

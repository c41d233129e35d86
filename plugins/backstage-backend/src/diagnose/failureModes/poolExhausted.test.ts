import { type Given, judged } from '../testSupport/given';
import { poolExhausted } from './poolExhausted';

const pool = (used: number, waiting: number): Given => ({
  used: { parts: { a: used, b: 1 } },
  max: { parts: { a: 8, b: 8 } },
  waiting: { parts: { a: waiting, b: 0 } },
});
const full = pool(8, 9);

test.each<{ name: string; given: Given; support: number }>([
  { name: 'all taken, requests wait, and the database idles', given: { ...full, active: 1, blocked: 0 }, support: 7 },
  { name: 'and it hurts', given: { ...full, active: 1, errors: { value: 0.3, normal: 0 } }, support: 8 },
  { name: 'the database is busy with them', given: { ...full, active: 9 }, support: 3 },
  { name: 'the database waits for a lock', given: { ...full, active: 1, blocked: 5 }, support: 1 },
  { name: 'the database is unknown', given: full, support: 4 },
  {
    name: 'a slow callee holds them',
    given: { ...full, active: 1, calls: { parts: { backend: 2 }, normalParts: { backend: 0.1 } } },
    support: 4,
  },
  {
    name: 'slow calls to the database itself are the wait',
    given: { ...full, active: { parts: { db: 1 } }, calls: { parts: { db: 2 }, normalParts: { db: 0.01 } } },
    support: 7,
  },
  { name: 'much more to do than usual', given: { ...full, active: 1, rate: { value: 90, normal: 30 } }, support: 5 },
  { name: 'others take the core while it holds them', given: { ...full, active: 1, wait: 0.98 }, support: 1 },
  { name: 'all taken, nobody waits', given: pool(8, 0), support: -1 },
  { name: 'half taken', given: { ...pool(4, 0), active: 0 }, support: -5 },
  { name: 'size unknown', given: { used: { parts: { a: 8 } }, waiting: 4 }, support: 0 },
  { name: 'use unknown', given: { waiting: 4, active: 0 }, support: 0 },
])('$name', ({ given, support }) => expect(judged(poolExhausted, given).support).toBe(support));

test('it is restarted', () => expect(judged(poolExhausted, full).actions).toEqual(['restart api']));

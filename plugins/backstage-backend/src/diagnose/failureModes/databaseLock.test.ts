import { type Given, judged } from '../testSupport/given';
import { databaseLock } from './databaseLock';

test.each<{ name: string; given: Given; support: number }>([
  { name: 'many wait and one idles on its locks', given: { blocked: 52, idle: 14 }, support: 6 },
  { name: 'one waits for one that idles', given: { blocked: 1, idle: 14 }, support: 4 },
  { name: 'one waits for a moment', given: { blocked: 1, idle: 0.2 }, support: 1 },
  { name: 'one idles and nobody waits', given: { blocked: 0, idle: 60 }, support: -6 },
  { name: 'idleness alone', given: { idle: 60 }, support: 0 },
])('$name', ({ given, support }) => expect(judged(databaseLock, given).support).toBe(support));

test('the session that blocks is ended', () => {
  expect(judged(databaseLock, { blocked: 5, idle: 9 }).actions).toEqual(['terminate-blocker api']);
});

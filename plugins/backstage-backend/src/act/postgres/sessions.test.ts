import { blockerOf, objectionTo, type Session, waitersOf } from './sessions';

const session = (about: Partial<Session> & { pid: number }): Session => ({
  started: '2026-01-05 10:00:00+00',
  transaction: '2026-01-05 10:05:00+00',
  age: 60,
  role: 'shop',
  kind: 'client backend',
  state: 'idle in transaction',
  privileged: false,
  ours: false,
  altering: false,
  waitsFor: [],
  ...about,
});

describe('the one in the way', () => {
  test('is nobody where nobody waits', () => {
    expect(blockerOf([session({ pid: 10 }), session({ pid: 11 })])).toBeUndefined();
  });

  test('is the head of the queue, not who waits in the middle of it', () => {
    const sessions = [10, 11, 12].map(pid => session({ pid, waitsFor: pid === 10 ? [] : [pid - 1] }));
    expect(blockerOf(sessions)).toMatchObject({ pid: 10 });
    expect([...waitersOf(sessions, 10)]).toEqual([11, 12]);
  });

  test('is the head of the longest queue', () => {
    const behind = (head: number, ...pids: number[]) => pids.map(pid => session({ pid, waitsFor: [head] }));
    const sessions = [session({ pid: 10 }), ...behind(10, 11), session({ pid: 20 }), ...behind(20, 21, 22)];
    expect(blockerOf(sessions)).toMatchObject({ pid: 20 });
  });

  test('is the one that was named, if it is still in the way', () => {
    const sessions = [session({ pid: 10 }), session({ pid: 11, waitsFor: [10] }), session({ pid: 30 })];
    expect(blockerOf(sessions, 10)).toMatchObject({ pid: 10 });
    expect(blockerOf(sessions, 30)).toBeUndefined();
    expect(blockerOf(sessions, 11)).toBeUndefined();
  });

  test('can be a transaction that belongs to no session', () => {
    expect(blockerOf([session({ pid: 11, waitsFor: [0] })])).toBe('prepared transaction');
  });

  test('is found in a circle of waiting too: nobody, since PostgreSQL ends such itself', () => {
    const sessions = [session({ pid: 10, waitsFor: [11] }), session({ pid: 11, waitsFor: [10] })];
    expect(blockerOf(sessions)).toBeUndefined();
  });
});

describe('G-12 who may be ended', () => {
  const allowed = { roles: ['shop'], olderThan: 30 };
  test('an application that holds on for long', () => {
    expect(objectionTo(session({ pid: 10 }), allowed)).toBeUndefined();
  });

  test.each<{ says: string; about: Partial<Session> }>([
    { says: 'of the kind autovacuum worker', about: { kind: 'autovacuum worker', role: null, privileged: true } },
    { says: 'of the kind walsender', about: { kind: 'walsender' } },
    { says: 'is our own', about: { ours: true } },
    { says: "is a superuser's", about: { privileged: true } },
    { says: 'belongs to reports, which is not on the list', about: { role: 'reports' } },
    { says: 'belongs to nobody', about: { role: null } },
    { says: 'lacks pg_read_all_stats', about: { kind: '', state: null } },
    { says: 'changes the schema or vacuums', about: { altering: true } },
    { says: 'is younger than 30 s', about: { age: 29 } },
    { says: 'is younger than 30 s', about: { age: null } },
  ])('not one that $says: $about', ({ says, about }) => {
    expect(objectionTo(session({ pid: 10, ...about }), allowed)).toContain(says);
  });
});

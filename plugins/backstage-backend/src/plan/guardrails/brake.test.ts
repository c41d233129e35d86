import { aSubject, inMinutes, someFacts } from '../examples';
import { brake } from './brake';

const ana = { by: 'user:default/ana', reason: 'it restarts too much', since: '2026-01-05T09:00:00.000Z' };
const file = { by: 'file', reason: 'migration tonight' };

test('G-70 nothing is done while somebody holds the brake, and it is asked again soon', () =>
  expect(brake.judge(aSubject(), someFacts({ brake: [ana, file] }))).toEqual({
    decision: 'deny',
    reason: 'the brake is on: it restarts too much (user:default/ana); migration tonight (file)',
    until: inMinutes(1),
  }));

test('G-70 what a person asks for is not done either', () =>
  expect(brake.judge(aSubject({ by: 'user:default/bo' }), someFacts({ brake: [ana] }))?.decision).toBe('deny'));

test('nobody holds it', () => expect(brake.judge(aSubject(), someFacts())).toBeUndefined());

import { type Given, judged } from '../testSupport/given';
import { stuckQueueWorker } from './stuckQueueWorker';

const stuck: Given = { age: { value: 18, normal: 0.2 }, processed: { value: 0, normal: 6 }, running: 1 };

test.each<{ name: string; given: Given; support: number }>([
  { name: 'messages wait and nothing is worked off', given: stuck, support: 6 },
  { name: 'messages wait, work unknown', given: { age: { value: 18, normal: 0.2 } }, support: 3 },
  { name: 'behind, but working', given: { ...stuck, processed: { value: 6, normal: 6 } }, support: 0 },
  { name: 'no worker runs: another mode', given: { ...stuck, running: 0 }, support: 0 },
  { name: 'what it calls fails', given: { ...stuck, callErrors: { parts: { backend: 1 } } }, support: 3 },
  { name: 'messages always wait this long', given: { ...stuck, age: { value: 18, normal: 15 } }, support: -3 },
  { name: 'an empty queue is worked off', given: { age: 0, processed: { value: 0, normal: 0 } }, support: -3 },
  { name: 'age unknown', given: { processed: 0 }, support: 0 },
])('$name', ({ given, support }) => expect(judged(stuckQueueWorker, given).support).toBe(support));

test('it is restarted', () => expect(judged(stuckQueueWorker, stuck).actions).toEqual(['restart api']));

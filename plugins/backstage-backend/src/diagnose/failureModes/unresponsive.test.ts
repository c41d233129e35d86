import { type Given, judged } from '../testSupport/given';
import { unresponsive } from './unresponsive';

const hung: Given = { up: 0, running: 1, restarts: 0, refused: 0, cpu: 0.01 };

test.each<{ name: string; given: Given; support: number }>([
  { name: 'runs, does not answer and does nothing', given: hung, support: 7 },
  { name: 'does not run: another mode', given: { ...hung, running: 0 }, support: -2 },
  { name: 'answers', given: { ...hung, up: 1 }, support: -2 },
  { name: 'was started again by itself: give it time', given: { ...hung, restarts: 1 }, support: 1 },
  { name: 'callers are refused', given: { ...hung, refused: 5 }, support: 4 },
  { name: 'others take the core', given: { ...hung, wait: 0.98 }, support: 1 },
  { name: 'busy with something: another mode', given: { ...hung, cpu: { value: 0.4, normal: 0.02 } }, support: 3 },
  { name: 'whether it runs is unknown', given: { up: 0, cpu: 0 }, support: 0 },
  { name: 'whether it answers is unknown', given: { running: 1, cpu: 0 }, support: 0 },
])('$name', ({ given, support }) => expect(judged(unresponsive, given).support).toBe(support));

test('it is restarted', () => expect(judged(unresponsive, hung).actions).toEqual(['restart api']));

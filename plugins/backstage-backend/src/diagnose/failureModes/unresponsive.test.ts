import type { Context } from '../failureMode';
import { deploy, type Given, judged } from '../testSupport/given';
import { unresponsive } from './unresponsive';

const hung: Given = { up: 0, running: 1, restarts: 0, refused: 0, cpu: 0.01 };
const one: Given = { ...hung, up: 0.5, each: { parts: { 'api-0': 1, 'api-1': 0 } }, running: 2, wanted: 2 };

test.each<{ name: string; given: Given; of?: Partial<Context>; support: number }>([
  { name: 'runs, does not answer and does nothing', given: hung, support: 7 },
  { name: 'does not run: another mode', given: { ...hung, running: 0 }, support: -2 },
  { name: 'answers', given: { ...hung, up: 1 }, support: -2 },
  { name: 'was started again by itself: give it time', given: { ...hung, restarts: 1 }, support: 1 },
  { name: 'callers are refused', given: { ...hung, refused: 5 }, support: 4 },
  { name: 'others take the core', given: { ...hung, wait: 0.98 }, support: 1 },
  { name: 'busy with something: another mode', given: { ...hung, cpu: { value: 0.4, normal: 0.02 } }, support: 3 },
  { name: 'one of two does not answer, both run', given: one, support: 7 },
  { name: 'one of two does not run: another mode', given: { ...one, running: 1 }, support: -2 },
  { name: 'one of two is new', given: { ...one, wanted: { value: 2, normal: 1 } }, support: -2 },
  { name: 'one of two is being released', given: one, of: { changes: [deploy(1)] }, support: 1 },
  { name: 'how many there should be is unknown', given: { up: 0.5, running: 2 }, support: -3 },
  { name: 'whether it runs is unknown', given: { up: 0, cpu: 0 }, support: 0 },
  { name: 'whether it answers is unknown', given: { running: 1, cpu: 0 }, support: 0 },
])('$name', ({ given, of, support }) => expect(judged(unresponsive, given, of).support).toBe(support));

test('it is restarted, the one that hangs first', () => {
  expect(judged(unresponsive, hung).actions).toEqual(['restart api']);
  expect(judged(unresponsive, one).actions).toEqual(['replace-slot api 1', 'restart api']);
  const unnumbered = { ...one, each: { parts: { '10.0.0.1:80': 1, '10.0.0.2:80': 0 } } };
  expect(judged(unresponsive, unnumbered).actions).toEqual(['restart api']);
});

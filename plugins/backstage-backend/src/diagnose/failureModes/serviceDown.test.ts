import { type Given, judged } from '../testSupport/given';
import { serviceDown } from './serviceDown';

const dead: Given = { running: 0, wanted: 1, up: 0, refused: 7, restarts: 0, kills: 0 };

test.each<{ name: string; given: Given; support: number }>([
  { name: 'dead and its callers are refused', given: dead, support: 8 },
  { name: 'dead by the scrape and its callers alone', given: { up: 0, refused: 7 }, support: 5 },
  { name: 'a target that does not answer is not enough', given: { up: 0 }, support: 2 },
  { name: 'some replicas run', given: { running: 1, wanted: 2, up: 0.5, restarts: 0 }, support: -4 },
  { name: 'running and answering', given: { running: 2, wanted: 2, up: 1, refused: 0 }, support: -5 },
  { name: 'told to run none', given: { ...dead, wanted: 0 }, support: 2 },
  { name: 'starts again and again: another mode', given: { ...dead, restarts: 3 }, support: 2 },
  { name: 'crashed once, and the platform starts it again', given: { ...dead, restarts: 1 }, support: 2 },
  { name: 'killed for memory: another mode', given: { ...dead, kills: 1, restarts: 1 }, support: -4 },
  { name: 'refusals alone say nothing of the process', given: { refused: 9 }, support: 0 },
])('$name', ({ given, support }) => expect(judged(serviceDown, given).support).toBe(support));

test('it is started again', () => expect(judged(serviceDown, dead).actions).toEqual(['restart api']));

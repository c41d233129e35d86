import { deploy, type Given, judged } from '../testSupport/given';
import { slowInside } from './slowInside';

const own = (value: number): Given => ({ own: { value, normal: 0.08 } });
const felt = (web: number): Given => ({ felt: { parts: { web }, normalParts: { web: 0.09 } } });
const calls = (backend: number): Given => ({ calls: { parts: { backend }, normalParts: { backend: 0.06 } } });
const rate = (value: number): Given => ({ rate: { value, normal: 10 } });

test.each<{ name: string; given: Given; support: number }>([
  { name: 'slow by its own clock and its callers’', given: { ...own(1.4), ...felt(1.5), ...calls(0.06) }, support: 5 },
  { name: 'only its callers wait', given: { ...own(0.08), ...felt(2.5), ...calls(0.06) }, support: 4 },
  { name: 'only its own clock', given: { ...own(1.4), ...felt(0.09) }, support: 2 },
  { name: 'its callers wait a little', given: { ...own(0.08), ...felt(0.4) }, support: -6 },
  { name: 'its caller is busy', given: { ...own(0.08), ...felt(2.5), theirLoop: { parts: { web: 1 } } }, support: -6 },
  {
    name: 'its caller starves',
    given: { ...own(0.08), ...felt(2.5), theirWait: { parts: { web: 0.8 } } },
    support: -6,
  },
  { name: 'what it calls is slow', given: { ...own(1.4), ...felt(1.5), ...calls(1.2) }, support: -2 },
  { name: 'as fast as ever', given: { ...own(0.09), ...felt(0.1), ...calls(0.06) }, support: -6 },
  { name: 'it fails as well', given: { ...own(1.4), ...felt(1.5), errors: { value: 0.3, normal: 0 } }, support: 1 },
  { name: 'its workers are held', given: { ...own(1.4), busy: 1, waiting: 4, ...rate(10) }, support: 5 },
  { name: 'more work than usual', given: { ...own(1.4), busy: 1, waiting: 4, ...rate(20) }, support: 1 },
  { name: 'it has just started', given: { ...own(1.4), restarts: 1 }, support: 0 },
  { name: 'what counts no requests, as a database', given: { ...felt(2.5), up: 1 }, support: 0 },
  { name: 'nothing of it ends', given: { ...felt(2.5), ...rate(0) }, support: 3 },
  { name: 'not all of it answers', given: { ...own(1.4), up: 0.5 }, support: 0 },
])('$name', ({ given, support }) => expect(judged(slowInside, given).support).toBe(support));

test('after a change the change is the better suspect', () =>
  expect(judged(slowInside, { ...own(1.4), ...felt(1.5) }, { changes: [deploy(2)] }).support).toBe(1));

test.each<{ name: string; given: Given; actions: string[] }>([
  { name: 'what is only slow still serves', given: { ...own(1.4), ...felt(1.5) }, actions: [] },
  { name: 'what never ends is lost', given: { ...own(0.08), ...felt(2.5) }, actions: ['restart api'] },
  { name: 'held workers serve nobody', given: { ...own(1.4), busy: 1, ...rate(10) }, actions: ['restart api'] },
  { name: 'busy workers with more to do serve', given: { ...own(1.4), busy: 1, ...rate(20) }, actions: [] },
])('$name: $actions', ({ given, actions }) => expect(judged(slowInside, given).actions).toEqual(actions));

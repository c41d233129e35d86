import type { IncidentStory } from '@autocura/common';
import { atRest, saidBy } from './autocura';

const at = (second: number) => new Date(1_000_000 + second * 1000).toISOString();
const event = (second: number, type: string, data: object = {}) => ({ at: at(second), type, data });
const cause = (service: string, failureMode: string, standing = 'likely') => ({ service, failureMode, standing });
const diagnosed = (second: number, ...hypotheses: object[]) =>
  event(second, 'incident.diagnosed', { diagnosis: { hypotheses } });

const story = (openedS: number, ...timeline: object[]) =>
  ({ incident: { openedAt: at(openedS) }, timeline }) as unknown as IncidentStory;

test('nothing is said without an incident', () => {
  expect(saidBy([])).toEqual({ incidentAt: null, named: [], claimedAt: null });
});

test('what was named comes in the order it was said, over all incidents; the first cause of each counts', () => {
  const first = story(3, diagnosed(5, cause('cart', 'bad-release'), cause('orders', 'slow-dependency')), diagnosed(9));
  const second = story(2, diagnosed(4, cause('gateway', 'traffic-surge', 'inconclusive')));
  expect(saidBy([first, second])).toEqual({
    incidentAt: 1002,
    named: [
      { at: 1004, service: 'gateway', failureMode: 'traffic-surge', committed: false },
      { at: 1005, service: 'cart', failureMode: 'bad-release', committed: true },
    ],
    claimedAt: null,
  });
});

test('what was foreseen is told from its first word on', () => {
  const foreseen = story(2, event(4, 'incident.predicted'), event(8, 'incident.predicted'));
  expect(saidBy([foreseen]).predictedAt).toBe(1004);
});

test.each([
  {
    name: 'the first',
    located: { services: [{ service: 'cart' }, { service: 'orders' }], abstains: false },
    is: 'cart',
  },
  { name: 'none where nothing stood out', located: { services: [{ service: 'cart' }], abstains: true }, is: null },
])('what stood out by statistics at the first diagnosis: $name', ({ located, is }) => {
  const looked = (second: number, of?: object) =>
    event(second, 'incident.diagnosed', { diagnosis: { hypotheses: [], ...(of && { located: of }) } });
  const later = { services: [{ service: 'gateway' }], abstains: false };
  expect(saidBy([story(1, looked(2), looked(3, located), looked(4, later))]).located).toBe(is);
});

test('acting on a cause is committing to it', () => {
  const acted = story(
    1,
    diagnosed(2, cause('cart', 'memory-leak', 'inconclusive')),
    event(3, 'incident.acting', { attempt: { service: 'cart', failureMode: 'memory-leak' } }),
  );
  expect(saidBy([acted]).named.map(({ committed }) => committed)).toEqual([false, true]);
});

test('only "healed" is a claim, and the first one counts', () => {
  const resolved = (second: number, how: string) => event(second, 'incident.resolved', { how });
  expect(saidBy([story(1, resolved(5, 'by itself'))]).claimedAt).toBeNull();
  expect(saidBy([story(1, resolved(9, 'healed')), story(1, resolved(7, 'healed'))]).claimedAt).toBe(1007);
});

test.each([
  ['verifying', false],
  ['acting', false],
  ['escalated', true],
  ['resolved', true],
] as const)('an incident that is %s is at rest: %s', (phase, rest) => {
  expect(atRest({ phase })).toBe(rest);
  expect(atRest({ phase, mergedInto: 'another' })).toBe(true);
});

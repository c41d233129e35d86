import { type Given, judged } from '../testSupport/given';
import { noisyNeighbour } from './noisyNeighbour';

const starved: Given = {
  wait: { parts: { 'api-0': 0.02, 'api-1': 0.98 }, normalParts: { 'api-0': 0.01, 'api-1': 0.01 } },
  used: { parts: { 'api-0': 0.05, 'api-1': 0.02 } },
  callees: { parts: { backend: 0.1 } },
  callers: { parts: { web: 0.15 } },
  p95: { value: 2.5, normal: 0.1 },
  errors: { value: 0.1, normal: 0 },
};
const crowded = { parts: { backend: 0.7 } };

test.each<{ name: string; given: Given; support: number; actions?: string[] }>([
  { name: 'one waits, uses little, and is felt', given: starved, support: 13, actions: ['replace-slot api 1'] },
  { name: 'slow, not failing yet', given: { ...starved, errors: 0 }, support: 12 },
  {
    name: 'it computes much more than usual itself',
    given: {
      ...starved,
      used: { parts: { 'api-0': 0.02, 'api-1': 0.25 }, normalParts: { 'api-0': 0.02, 'api-1': 0.02 } },
    },
    support: 4,
  },
  { name: 'it has no sibling', given: { ...starved, wait: { parts: { 'api-1': 0.98 } } }, support: 10 },
  {
    name: 'its siblings wait as much',
    given: { ...starved, wait: { parts: { 'api-0': 0.9, 'api-1': 0.98 } } },
    support: 10,
  },
  { name: 'all around it wait as much', given: { ...starved, callees: crowded, callers: crowded }, support: 8 },
  {
    name: 'nothing known of those around it',
    given: { wait: { parts: { 'api-1': 0.98 } }, used: { parts: { 'api-1': 0.02 } } },
    support: 6,
  },
  {
    name: 'a name without a number says no place',
    given: { wait: { parts: { 'api-xk2lp': 0.98 } }, used: { parts: { 'api-xk2lp': 0.02 } } },
    support: 6,
    actions: [],
  },
  { name: 'it has more to do', given: { ...starved, rate: { value: 90, normal: 30 } }, support: 11 },
  {
    name: 'it waits because it computes much itself',
    given: { ...starved, used: { parts: { 'api-0': 0.05, 'api-1': 0.6 } } },
    support: -6,
  },
  {
    name: 'it always waits as much',
    given: { ...starved, wait: { parts: { 'api-1': 0.6 }, normalParts: { 'api-1': 0.5 } } },
    support: -6,
  },
  { name: 'nobody waits', given: { ...starved, wait: { parts: { 'api-0': 0.1, 'api-1': 0.1 } } }, support: -6 },
  { name: 'how much it works is unknown', given: { wait: { parts: { 'api-1': 0.98 } } }, support: -6 },
  { name: 'the wait is unknown', given: { p95: 9, used: { parts: { 'api-0': 0 } } }, support: 0 },
])('$name', ({ given, support, actions }) => {
  const judgement = judged(noisyNeighbour, given);
  expect(judgement.support).toBe(support);
  if (actions) expect(judgement.actions).toEqual(actions);
});

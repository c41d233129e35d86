import { abortRollout } from './abortRollout';

type Params = Record<string, string | number | boolean>;
const step = (params: Params) => ({ action: 'abort-rollout', target: 'cart', params });

test.each<{ params: Params; says: string }>([
  { params: { service: 'cart', aborted: true }, says: 'Abort the release of cart' },
  { params: { service: 'cart', aborted: false }, says: 'Begin the release of cart anew' },
])('$says', ({ params, says }) => {
  expect(abortRollout.objection(step(params))).toBeUndefined();
  expect(abortRollout.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Params }>([
  { name: 'every service', params: { service: '*', aborted: true } },
  { name: 'one that is not the target', params: { service: 'orders', aborted: true } },
  { name: 'no state', params: { service: 'cart' } },
])('refuses $name', ({ params }) => expect(abortRollout.objection(step(params))).toBeDefined());

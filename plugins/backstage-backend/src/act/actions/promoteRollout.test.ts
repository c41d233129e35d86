import { promoteRollout } from './promoteRollout';

type Params = Record<string, string | number | boolean>;
const step = (params: Params) => ({ action: 'promote-rollout', target: 'cart', params });

test.each<{ params: Params; says: string }>([{ params: { service: 'cart' }, says: 'Let the release of cart go on' }])(
  '$says',
  ({ params, says }) => {
    expect(promoteRollout.objection(step(params))).toBeUndefined();
    expect(promoteRollout.describe(step(params))).toBe(says);
  },
);

test.each<{ name: string; params: Params }>([
  { name: 'every service', params: { service: '*' } },
  { name: 'a way past the analysis', params: { service: 'cart', full: true } },
  { name: 'one that is not the target', params: { service: 'orders' } },
])('refuses $name', ({ params }) => expect(promoteRollout.objection(step(params))).toBeDefined());

import { rollBackApplication } from './rollBackApplication';

type Params = Record<string, string | number | boolean>;
const step = (params: Params) => ({ action: 'roll-back-application', target: 'shop', params });

test.each<{ params: Params; says: string }>([
  { params: { application: 'shop', deployment: 3 }, says: 'Roll application shop back to deployment 3' },
  { params: { application: 'shop' }, says: 'Roll application shop back to the deployment before' },
])('$says', ({ params, says }) => {
  expect(rollBackApplication.objection(step(params))).toBeUndefined();
  expect(rollBackApplication.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Params }>([
  { name: 'every application', params: { application: '*', deployment: 3 } },
  { name: 'half a deployment', params: { application: 'shop', deployment: 0.5 } },
  { name: 'one that is not the target', params: { application: 'other', deployment: 3 } },
])('refuses $name', ({ params }) => expect(rollBackApplication.objection(step(params))).toBeDefined());

import { syncApplication } from './syncApplication';

type Params = Record<string, string | number | boolean>;
const step = (params: Params) => ({ action: 'sync-application', target: 'shop', params });

test.each<{ params: Params; says: string }>([
  { params: { application: 'shop' }, says: 'Sync application shop with git' },
])('$says', ({ params, says }) => {
  expect(syncApplication.objection(step(params))).toBeUndefined();
  expect(syncApplication.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Params }>([
  { name: 'every application', params: { application: '*' } },
  { name: 'pruning', params: { application: 'shop', prune: true } },
  { name: 'one that is not the target', params: { application: 'other' } },
])('refuses $name', ({ params }) => expect(syncApplication.objection(step(params))).toBeDefined());

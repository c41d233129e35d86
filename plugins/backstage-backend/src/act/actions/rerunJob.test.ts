import { rerunJob } from './rerunJob';

const step = (params: Record<string, string | number | boolean>) => ({ action: 'rerun-job', target: 'import', params });

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { job: 'import' }, says: 'Run job import again' },
])('$says', ({ params, says }) => {
  expect(rerunJob.objection(step(params))).toBeUndefined();
  expect(rerunJob.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'every job', params: { job: '*' } },
  { name: 'one that is not the target', params: { job: 'other' } },
  { name: 'no job', params: {} },
])('refuses $name', ({ params }) => expect(rerunJob.objection(step(params))).toBeDefined());

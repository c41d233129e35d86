import { runJob } from './runJob';

const step = (params: Record<string, string | number | boolean>) => ({ action: 'run-job', target: 'cart', params });

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { service: 'cart', job: 'purge-cdn' }, says: 'Run the job purge-cdn for cart' },
  {
    params: { service: 'cart', job: 'purge-cdn', region: 'eu', deep: true },
    says: 'Run the job purge-cdn for cart with region eu, deep true',
  },
])('$says', ({ params, says }) => {
  expect(runJob.objection(step(params))).toBeUndefined();
  expect(runJob.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'no job', params: { service: 'cart' } },
  { name: 'every job', params: { service: 'cart', job: '*' } },
  { name: 'a path upwards', params: { service: 'cart', job: 'a/../b' } },
  { name: 'an input without end', params: { service: 'cart', job: 'purge-cdn', note: 'x'.repeat(1025) } },
])('refuses $name', ({ params }) => expect(runJob.objection(step(params))).toBeDefined());

test('is irreversible', () => expect(runJob.reversible).toBe('irreversible'));

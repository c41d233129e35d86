import { suspendCronJob } from './suspendCronJob';

const step = (params: Record<string, string | number | boolean>) => ({
  action: 'suspend-cron-job',
  target: 'report',
  params,
});

test.each<{ params: Record<string, string | number | boolean>; says: string }>([
  { params: { cronJob: 'report', suspended: true }, says: 'Suspend the schedule of report' },
  { params: { cronJob: 'report', suspended: false }, says: 'Resume the schedule of report' },
])('$says', ({ params, says }) => {
  expect(suspendCronJob.objection(step(params))).toBeUndefined();
  expect(suspendCronJob.describe(step(params))).toBe(says);
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'every schedule', params: { cronJob: '*', suspended: true } },
  { name: 'one that is not the target', params: { cronJob: 'other', suspended: true } },
])('refuses $name', ({ params }) => expect(suspendCronJob.objection(step(params))).toBeDefined());

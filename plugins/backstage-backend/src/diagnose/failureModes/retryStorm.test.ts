import { type Given, judged } from '../testSupport/given';
import { retryStorm } from './retryStorm';

const storm: Given = {
  retries: { parts: { web: 100, batch: 2 } },
  calls: { parts: { web: 130, batch: 3 } },
  rate: { value: 79, normal: 12 },
  waiting: 800,
  callErrors: { parts: { web: 0.98 } },
};
const { waiting: _waiting, ...unseen } = storm;

test.each<{ name: string; given: Given; support: number }>([
  { name: 'most calls are retries, and it works as much as it can', given: storm, support: 9 },
  {
    name: 'its workers are not measured, and it is slow',
    given: { ...unseen, p95: { value: 3, normal: 0.1 } },
    support: 8,
  },
  { name: 'its workers are not measured, and it is fast', given: { ...unseen, p95: 0.1 }, support: 0 },
  {
    name: 'how often it is called is unknown',
    given: { retries: { parts: { web: 60 } }, rate: { value: 79, normal: 12 }, waiting: 800 },
    support: 8,
  },
  { name: 'it fails and nothing waits in it', given: { ...storm, waiting: 0, errors: 0.9 }, support: -2 },
  { name: 'it is held up and does less than usual', given: { ...storm, rate: { value: 3, normal: 12 } }, support: 4 },
  {
    name: 'a third are retries',
    given: { ...storm, retries: { parts: { web: 40 } }, calls: { parts: { web: 120 } } },
    support: 7,
  },
  { name: 'a surge with few retries', given: { ...storm, retries: { parts: { web: 8 } } }, support: 0 },
  { name: 'no retries', given: { ...storm, retries: { parts: { web: 0 } } }, support: 0 },
  { name: 'retries unknown', given: { rate: { value: 79, normal: 12 }, waiting: 800 }, support: 0 },
  { name: 'requests unknown', given: { retries: { parts: { web: 60 } }, waiting: 800 }, support: 0 },
])('$name', ({ given, support }) => expect(judged(retryStorm, given).support).toBe(support));

test.each<{ name: string; parts: Record<string, number>; actions: string[] }>([
  { name: 'the one that retries most, not the one that hardly does', parts: { web: 100, batch: 2 }, actions: ['web'] },
  { name: 'each that does, the most persistent first', parts: { batch: 40, web: 100 }, actions: ['web', 'batch'] },
])('stops $name', ({ parts, actions }) =>
  expect(judged(retryStorm, { ...storm, retries: { parts } }).actions).toEqual([
    ...actions.map(caller => `set-retries ${caller} 0`),
    'shed-load api 0.5',
  ]),
);

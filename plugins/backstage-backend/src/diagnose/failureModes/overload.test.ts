import { type Given, judged } from '../testSupport/given';
import { overload } from './overload';

const surge: Given = { rate: { value: 120, normal: 30 }, waiting: 34, busy: 1, wanted: 2 };

test.each<{ name: string; given: Given; support: number }>([
  { name: 'four times the traffic and requests wait', given: surge, support: 7 },
  {
    name: 'more traffic, nothing full',
    given: { rate: { value: 120, normal: 30 }, waiting: 0, busy: 0.4 },
    support: 0,
  },
  { name: 'more traffic, fullness unknown', given: { rate: { value: 120, normal: 30 } }, support: 3 },
  { name: 'usual traffic and requests wait', given: { ...surge, rate: { value: 31, normal: 30 } }, support: -2 },
  { name: 'somewhat more', given: { ...surge, rate: { value: 45, normal: 30 } }, support: 2 },
  { name: 'a queue too short to feel', given: { ...surge, waiting: 4, busy: 0.6 }, support: 0 },
  {
    name: 'some are retries of its callers',
    given: { ...surge, retries: { parts: { web: 20, batch: 10 } } },
    support: 4,
  },
  { name: 'most are retries of its callers', given: { ...surge, retries: { parts: { web: 80 } } }, support: 1 },
  { name: 'usual traffic unknown', given: { rate: 120, waiting: 34 }, support: 0 },
  { name: 'traffic unknown', given: { waiting: 34, busy: 1 }, support: 0 },
])('$name', ({ given, support }) => expect(judged(overload, given).support).toBe(support));

test.each<{ name: string; given: Given; actions: string[] }>([
  { name: 'as many replicas as traffic grew, at most three times', given: surge, actions: ['scale api 6'] },
  {
    name: 'as many as the usual work asks for',
    given: { ...surge, busy: { value: 1, normal: 0.25 } },
    actions: ['scale api 5'],
  },
  { name: 'at least one more', given: { ...surge, busy: { value: 0.3, normal: 0.02 } }, actions: ['scale api 3'] },
  {
    name: 'by how busy it is, where the rate does not show all that comes',
    given: { ...surge, rate: { value: 20, normal: 10 }, busy: { value: 1, normal: 0.2 } },
    actions: ['scale api 5'],
  },
  { name: 'never more than twenty', given: { ...surge, wanted: 12 }, actions: ['scale api 20'] },
  { name: 'not past where it is', given: { ...surge, wanted: 20 }, actions: [] },
  { name: 'not without knowing how many there are', given: { rate: { value: 9, normal: 1 } }, actions: [] },
])('$name', ({ given, actions }) => expect(judged(overload, given).actions).toEqual(actions));

import { deploy, type Given, judged } from '../testSupport/given';
import { badReplica } from './badReplica';

const even = { parts: { 'api-0': 10, 'api-1': 10 } };
const bad: Given = {
  errors: { parts: { 'api-0': 0, 'api-1': 0.72 } },
  p95: { parts: { 'api-0': 0.07, 'api-1': 0.07 } },
};

test.each<{ name: string; given: Given; released?: true; support: number }>([
  { name: 'one of two fails', given: { ...bad, rate: even }, support: 9 },
  { name: 'one of two fails, how much each does is unknown', given: bad, support: 6 },
  { name: 'one fails soon after a release', given: { ...bad, rate: even }, released: true, support: 8 },
  { name: 'one of three fails', given: { errors: { parts: { a: 0.01, b: 0, c: 0.3 } } }, support: 6 },
  { name: 'one of two is slow', given: { p95: { parts: { a: 0.1, b: 1.2 } } }, support: 4 },
  {
    name: 'one is slow and fails',
    given: { errors: { parts: { a: 0, b: 0.5 } }, p95: { parts: { a: 0.1, b: 1.2 } } },
    support: 7,
  },
  { name: 'both fail', given: { errors: { parts: { a: 0.4, b: 0.5 } } }, support: -6 },
  { name: 'both fail, one much more', given: { errors: { parts: { a: 0.1, b: 0.9 } } }, support: -6 },
  { name: 'both are slow', given: { p95: { parts: { a: 0.9, b: 1.2 } } }, support: -6 },
  { name: 'the only replica fails', given: { errors: { parts: { a: 0.9 } } }, support: -6 },
  { name: 'nothing fails', given: { errors: { parts: { a: 0, b: 0 } } }, support: -6 },
  {
    name: 'one that hardly works fails',
    given: { errors: { parts: { a: 0, b: 0.5 } }, rate: { parts: { a: 30, b: 0.2 } } },
    support: -6,
  },
])('$name', ({ given, released, support }) =>
  expect(judged(badReplica, given, released ? { changes: [deploy(3)] } : {}).support).toBe(support),
);

test.each<{ name: string; given: Given; actions: string[] }>([
  { name: 'its place is replaced', given: bad, actions: ['replace-slot api 1', 'restart api'] },
  {
    name: 'an address tells no place',
    given: { errors: { parts: { '10.0.0.1:9100': 0.9, '10.0.0.2:9100': 0 } } },
    actions: ['restart api'],
  },
  {
    name: 'the number of another thing is none of its own',
    given: { errors: { parts: { 'ip-10-0-0-1': 0.9, 'ip-10-0-0-2': 0 } } },
    actions: ['restart api'],
  },
])('$name', ({ given, actions }) => expect(judged(badReplica, given).actions).toEqual(actions));

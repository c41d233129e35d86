import { ago, limited, someFacts } from '../examples';
import type { Facts } from '../facts';
import { storm } from './storm';

const minute = 60_000;
const judge = (facts: Partial<Facts>, stormCalmMs = 10 * minute) =>
  storm.judge(limited({ stormShare: 0.5, stormServices: 5, stormIncidents: 8, stormCalmMs }), someFacts(facts));
const sick = (unhealthy: number, known = 10) => ({ unhealthy, known });
const counted = (minutesAgo: number, unhealthy: number) => ({ at: ago(minutesAgo), ...sick(unhealthy) });
const began = (count: number, minutesAgo: number) => Array.from({ length: count }, () => ago(minutesAgo));

test.each([
  { name: 'G-22 most of the services are unhealthy', unhealthy: 6, known: 10, decision: 'ask' },
  { name: 'G-22 just the share that is allowed', unhealthy: 5, known: 10, decision: undefined },
  { name: 'G-22 few in number, though most of a handful', unhealthy: 3, known: 4, decision: undefined },
  { name: 'G-22 many in number, few in share', unhealthy: 10, known: 100, decision: undefined },
  { name: 'G-22 nothing is known', unhealthy: 0, known: 0, decision: undefined },
])('$name: $decision', ({ unhealthy, known, decision }) => {
  expect(judge({ services: { unhealthy, known } })?.decision).toBe(decision);
});

test('G-22 more incidents begin within five minutes than is usual anywhere', () => {
  expect(judge({ opened: began(9, 4) })).toEqual({
    decision: 'ask',
    reason: '9 incidents began within 5 minutes, the limit is 8',
  });
  expect(judge({ opened: began(8, 4) })).toBeUndefined();
  expect(judge({ opened: [...began(8, 4), ...began(8, 30)] })).toBeUndefined();
});

test('G-22 once in a storm, being just below what makes one is not enough', () => {
  const censuses = [counted(90, 0), counted(60, 7), counted(40, 4)];
  expect(judge({ censuses, services: sick(4) })).toEqual({
    decision: 'ask',
    reason: 'there was a storm, and it has not been calm for 10 minutes yet',
  });
  expect(judge({ censuses: censuses.slice(2), services: sick(4) })).toBeUndefined();
});

test('G-22 a storm is over when it has been calm for a while without a break', () => {
  const passed = (...since: Facts['censuses'] & object) =>
    judge({ censuses: [counted(60, 7), ...since], services: sick(2) });
  expect(passed(counted(9, 2))?.decision).toBe('ask');
  expect(passed(counted(10, 2))).toBeUndefined();
  expect(passed(counted(20, 2), counted(9, 4), counted(8, 2))).toBeUndefined();
  expect(passed(counted(15, 2), counted(9, 4), counted(8, 2))?.decision).toBe('ask');
});

test('G-22 a flood of incidents leaves its trace too', () => {
  expect(judge({ opened: began(9, 14) })?.decision).toBe('ask');
  expect(judge({ opened: began(9, 16) })).toBeUndefined();
});

test('a policy may say that a storm leaves no trace', () => {
  const censuses = [counted(60, 7), counted(40, 4)];
  expect(judge({ censuses, services: sick(4) }, 0)).toBeUndefined();
  expect(judge({ censuses, services: sick(6) }, 0)?.decision).toBe('ask');
});

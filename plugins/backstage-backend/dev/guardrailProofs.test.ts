import { isProven, proofOf, proofTable } from './guardrailProofs';

const storm = { id: 'storm', keeps: ['G-22', 'G-23'] };

test.each([
  { name: 'each of its numbers has a test that fails', failed: ['a G-22 b', 'G-23'], unproven: [], foreign: [] },
  { name: 'a number whose tests pass', failed: ['G-22'], unproven: ['G-23'], foreign: [] },
  { name: 'one test for both', failed: ['G-22 G-23 both'], unproven: [], foreign: [] },
  { name: 'another statement fails too', failed: ['G-22', 'G-23', 'G-01 x'], unproven: [], foreign: ['G-01 x'] },
  { name: 'tests without a number are its own', failed: ['G-22', 'G-23', 'it rains'], unproven: [], foreign: [] },
])('$name', ({ failed, unproven, foreign }) => {
  expect(proofOf(storm, failed)).toMatchObject({ unproven, foreign, failed: failed.length });
});

test('a guardrail of no statement is unproven when every test passes without it', () => {
  expect(proofOf({ id: 'hunch', keeps: [] }, []).unproven).toEqual(['hunch']);
  expect(isProven(proofOf({ id: 'hunch', keeps: [] }, ['little speaks for it']))).toBe(true);
});

test('the table tells each, and what is wrong', () => {
  expect(proofTable([proofOf(storm, ['G-22']), proofOf({ id: 'brake', keeps: ['G-70'] }, ['G-70', 'G-01 x'])])).toBe(
    [
      'guardrail  keeps      tests that fail without it',
      'storm      G-22 G-23  1                           unproven: G-23',
      'brake      G-70       2                           fails too: G-01 x',
    ].join('\n'),
  );
});

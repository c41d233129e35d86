import type { SecondFactor } from './identity';
import { codeAsked, codeObstacle, secretInGroups, typedCode } from './secondFactor';

const ready: SecondFactor = { state: 'ready', recoveryCodesLeft: 10, askedFor: ['irreversible'], available: true };

test.each<[string, Partial<SecondFactor>, ReturnType<typeof codeObstacle>]>([
  ['one that counts', {}, undefined],
  ['none', { state: 'none' }, 'missing'],
  ['one whose first code is waited for', { state: 'begun' }, 'missing'],
  ['none, on a server that can keep none', { state: 'none', available: false }, 'unavailable'],
  ['one that counts, on a server that has lost its keys', { available: false }, undefined],
  ['one that is locked', { lockedUntil: '2026-01-01T00:00:00Z' }, 'locked'],
])('%s: what keeps from giving a code', (_, difference, expected) =>
  expect(codeObstacle({ ...ready, ...difference })).toBe(expected),
);

test.each([
  ['approving what cannot be taken back', 'irreversible', ['irreversible'], 'always'],
  ['a step that may be one', 'run', ['irreversible'], 'perhaps'],
  ['any step of one’s own', 'run', ['irreversible', 'run'], 'always'],
  ['a step, where nothing asks for one', 'run', ['brake-release'], 'never'],
  ['letting go of the brake', 'brake-release', ['irreversible'], 'never'],
] as const)('before %s (%s) it is asked for as the server says', (_, act, askedFor, expected) =>
  expect(codeAsked({ ...ready, askedFor: [...askedFor] }, act)).toBe(expected),
);

test.each([
  ['123 456', '123456'],
  [' 123456\n', '123456'],
  ['abcd-efgh-jklm-npqr', 'ABCD-EFGH-JKLM-NPQR'],
  ['  ', undefined],
])('%j is meant as %j', (text, code) => expect(typedCode(text)).toBe(code));

test('a secret is shown in groups of four', () => {
  expect(secretInGroups('ABCDEFGHIJ')).toBe('ABCD EFGH IJ');
  expect(secretInGroups('ABCDEFGH')).toBe('ABCD EFGH');
});

import { aSubject, ago, anAction, anAttempt, anIncident, automatic, inMinutes, someFacts } from '../examples';
import type { Limits } from '../limits';
import { holdBack } from './holdBack';

const minute = 60_000;
const judge = (
  about: Parameters<typeof anIncident>[0] = {},
  limits: Partial<Limits> = { holdBack: 1 },
  subject: Parameters<typeof aSubject>[0] = {},
  policy = { rules: [automatic] },
) => {
  const incident = anIncident({ severity: 'warning', suspectedAt: ago(1), ...about });
  const facts = someFacts({ policy, watchedMs: 15 * minute });
  const base = aSubject({ incident, ...subject }, facts);
  const grant = { ...base.grant, limits: { ...base.grant.limits, ...limits } };
  return holdBack.judge({ ...base, grant }, facts);
};
const shareOf = (share: number, of: number) =>
  Array.from({ length: of }, (_, index) => judge({ id: `7c9e6679-${index}` }, { holdBack: share })).filter(
    word => word !== undefined,
  ).length;

test('G-54 is left alone for as long as an effect is watched, since a cause is suspected', () => {
  expect(judge({}, { holdBack: 1 })).toEqual({
    decision: 'deny',
    reason: 'held back, as 100 % are, to see what happens by itself',
    until: new Date(Date.parse(inMinutes(14)) + 1_000).toISOString(),
  });
});

test('G-54 the share that the policy says is held back, and always the same', () => {
  expect(shareOf(0, 1000)).toBe(0);
  const tenth = shareOf(0.1, 10_000);
  expect(tenth).toBeGreaterThan(900);
  expect(tenth).toBeLessThan(1_100);
  expect(shareOf(0.1, 10_000)).toBe(tenth);
});

test('G-54 another episode of an incident draws anew', () => {
  const drawn = Array.from({ length: 50 }, (_, episode) => judge({ episode }, { holdBack: 0.5 }) !== undefined);
  expect(new Set(drawn).size).toBe(2);
});

test('critical ones are held back only where the policy says so', () => {
  expect(judge({ severity: 'critical' })).toBeUndefined();
  expect(judge({ severity: 'critical' }, { holdBack: 1, holdBackCritical: true })?.decision).toBe('deny');
});

test.each<[string, ReturnType<typeof judge>]>([
  ['when its time is over', judge({ suspectedAt: ago(16) })],
  ['once something was tried', judge({ attempts: [anAttempt()] })],
  ['what a person wants', judge({}, undefined, { by: 'user:default/ana' })],
  ['what cannot be taken back', judge({}, undefined, { action: anAction({ reversible: 'irreversible' }) })],
  ['what people are asked about anyway', judge({}, undefined, {}, { rules: [{ ...automatic, mode: 'approve' }] })],
  ['where no policy says so', judge({}, {})],
])('nothing is held back %s', (_, word) => expect(word).toBeUndefined());

import { matcherText, type Silence, silenceOrigin, silenceState } from './silence';

const minute = 60_000;
const now = Date.parse('2026-01-05T10:00:00Z');
const at = (minutes: number) => new Date(now + minutes * minute).toISOString();
const silence: Silence = { id: 's', matchers: [], from: at(-1), to: at(1), by: 'ana', reason: 'we move it' };

test.each([
  { name: 'between its times', about: {}, state: 'on' },
  { name: 'from its first moment on', about: { from: at(0) }, state: 'on' },
  { name: 'before it begins', about: { from: at(0.5) }, state: 'later' },
  { name: 'at its end', about: { to: at(0) }, state: 'over' },
  { name: 'ended by somebody', about: { ended: { at: at(-0.5), why: 'ana ended it' } }, state: 'over' },
])('$name it is $state', ({ about, state }) => expect(silenceState({ ...silence, ...about }, now)).toBe(state));

test.each([
  { isRegex: false, isEqual: true, text: 'service="c\\"art"' },
  { isRegex: false, isEqual: false, text: 'service!="c\\"art"' },
  { isRegex: true, isEqual: true, text: 'service=~"c\\"art"' },
  { isRegex: true, isEqual: false, text: 'service!~"c\\"art"' },
])('a matcher as Prometheus writes it: $text', ({ text, ...how }) =>
  expect(matcherText({ name: 'service', value: 'c"art', ...how })).toBe(text),
);

test.each([
  { about: {}, from: 'here' },
  { about: { origin: 'http://am:9093/api/v2' }, from: 'elsewhere' },
  { about: { id: 'window weekly 2026-01-05T10:00:00Z' }, from: 'window' },
])('where it comes from: $from', ({ about, from }) => expect(silenceOrigin({ ...silence, ...about })).toBe(from));

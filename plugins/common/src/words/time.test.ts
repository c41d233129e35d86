import { ago, moment } from './time';

const now = new Date('2026-03-02T12:00:00Z');
test.each([
  ['2026-03-02T12:00:00Z', 'en', 'now'],
  ['2026-03-02T12:00:05Z', 'en', 'now'],
  ['2026-03-02T11:59:30Z', 'en', '30 seconds ago'],
  ['2026-03-02T11:56:10Z', 'en', '3 minutes ago'],
  ['2026-03-02T11:56:10Z', 'pt-BR', 'há 3 minutos'],
  ['2026-03-02T09:00:00Z', 'en', '3 hours ago'],
  ['2026-03-01T11:00:00Z', 'en', 'yesterday'],
])('%s in %s is %s', (iso, language, text) => expect(ago(iso, now, language)).toBe(text));

test.each([
  ['2026-03-02T11:56:10Z', 'en', '11:56:10'],
  ['2026-02-27T11:56:10Z', 'en', 'Feb 27, 11:56:10'],
  ['2026-03-02T00:05:00Z', 'en', '00:05:00'],
])('the moment %s in %s is %s', (iso, language, text) => expect(moment(iso, now, language, 'UTC')).toBe(text));

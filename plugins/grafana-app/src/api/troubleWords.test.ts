import { AutocuraError, english, portuguese } from '@autocura/common';
import { troubleWords } from './troubleWords';

test.each([0, 401, 403, 404, 429, 500, 503])('status %d is told in a sentence of its own language', status => {
  const error = new AutocuraError(status, 'Error', 'what the backend told');
  const titles = [english, portuguese].map(words => troubleWords(words, error).title);
  expect(new Set(titles).size).toBe(2);
  for (const title of titles) {
    expect(title).toMatch(/\.$/);
  }
});

test('refusals are told apart, with the reason', () => {
  const told = [401, 403, 429, 500].map(status => troubleWords(english, new AutocuraError(status, 'E', 'because')));
  expect(new Set(told.map(({ title }) => title)).size).toBe(4);
  expect(told[1]).toMatchObject({ told: 'because' });
});

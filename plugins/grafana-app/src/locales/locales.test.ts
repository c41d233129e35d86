import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import english from './en-US/autocura-healing-app.json';
import portuguese from './pt-BR/autocura-healing-app.json';

const sources = path.resolve(__dirname, '..');
const said = /\bt\(\s*'([\w.]+)',\s*'((?:[^'\\]|\\.)*)'/g;

/** Every text in the sources that is only said in Grafana, by its key. */
const inSources = Object.fromEntries(
  readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.tsx?$/.test(name) && !name.includes('.test.'))
    .flatMap(name => [...readFileSync(path.join(sources, name), 'utf8').matchAll(said)])
    .map(([, key = '', text = '']) => [key, text]),
);

const flat = (words: Record<string, Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(words).flatMap(([part, texts]) =>
      Object.entries(texts).map(([name, text]) => [`${part}.${name}`, text]),
    ),
  );
const values = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([value]) => value).sort();

test('the English file says what the sources say', () => expect(flat(english)).toEqual(inSources));

test('all of it is said in Portuguese too, in other words and with the same values', () => {
  const translated = flat(portuguese);
  expect(Object.keys(translated).sort()).toEqual(Object.keys(inSources).sort());
  for (const [key, text] of Object.entries(inSources)) {
    expect(values(translated[key]!)).toEqual(values(text));
    expect(translated[key]).not.toBe(text);
  }
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { signalNames } from '@autocura/common';
import { operations } from '@autocura/common/schemas';
import { actions } from '../plugins/backstage-backend/src/act';
import { permissions } from '../plugins/backstage-backend/src/access/permissions';
import { failureModes } from '../plugins/backstage-backend/src/diagnose';
import { guardrails } from '../plugins/backstage-backend/src/plan/guardrails';
import { defaultLimits } from '../plugins/backstage-backend/src/plan/limits';
import { defaultDurations } from '../plugins/backstage-backend/src/settings';
import { defaultWindows, families } from '../plugins/backstage-backend/src/sources/prometheus/families';
import { faults } from './demo/faults';

const root = join(__dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
const configSchema = JSON.parse(read('plugins/backstage-backend/config.schema.json')) as Schema;
interface Schema {
  properties?: Record<string, Schema>;
}

const pages = ['README.md', ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' }).flatMap(inDocs)];
function inDocs(file: string) {
  return file.endsWith('.md') ? [`docs/${file}`] : [];
}

/** Where a path that a page names may start. */
const homes = ['', 'plugins/backstage-backend/src', 'plugins/backstage-backend', 'plugins/grafana-app'];
const starts = (page: string) => [...homes, dirname(page)];
const exists = (page: string, path: string) => starts(page).some(start => existsSync(join(root, start, path)));

/** Names with a folder, or files of a kind that only files have; `.data` is made when the demo runs. */
const isPath = (text: string) =>
  (/^\.?[\w-]+(\/[\w.-]+)*\/?$/.test(text) && text.includes('/') && !text.startsWith('.data/')) ||
  /^[\w-]+\.(ts|tsx|mjs|js|json|md|yml|yaml|svg|png)$/.test(text);

describe.each(pages)('%s', page => {
  const text = read(page);
  const code = [...text.matchAll(/`([^`\n]+)`/g)].map(([, inside = '']) => inside);

  test('names paths that exist', () => {
    const paths = code.filter(isPath);
    expect(paths.filter(path => !exists(page, path))).toEqual([]);
  });

  test('links to what exists', () => {
    const targets = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, target = '']) => target);
    const ours = targets.filter(target => !/^https?:/.test(target));
    expect(ours.filter(target => !existsSync(join(root, dirname(page), target)))).toEqual([]);
  });

  test('tells commands that exist', () => {
    const names = [...text.matchAll(/npm (?:run ([\w:-]+)|(start|test)\b)/g)].map(([, run, own]) => run ?? own ?? '');
    expect(names.filter(name => !(name in scripts))).toEqual([]);
    const programs = names.flatMap(name => [...(scripts[name] ?? '').matchAll(/\b(?:tsx|node) (\S+\.m?[jt]s)/g)]);
    expect(programs.map(([, file = '']) => file).filter(file => !existsSync(join(root, file)))).toEqual([]);
    const called = [...text.matchAll(/npx tsx (\S+\.ts)/g)].map(([, file = '']) => file);
    expect(called.filter(file => !existsSync(join(root, file)))).toEqual([]);
  });
});

/** Of all tests below a folder. */
const sources = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.test.ts') || file.includes('testSupport'))
    .filter(file => file.endsWith('.ts'))
    .map(file => read(join(folder, file)));

/** Second column of a page's tables by the first, below a heading where one is given. */
function table(page: string, heading = ''): Record<string, string> {
  const text = read(page);
  const [below = ''] = heading ? (text.split(`${heading}\n`)[1] ?? '').split('\n#') : [text];
  const cells = below.split('\n').map(line => line.split('|').map(cell => cell.trim()));
  return Object.fromEntries(
    cells.flatMap(([, key = '', value = '']) => (key.startsWith('`') ? [[key.replaceAll('`', ''), value]] : [])),
  );
}

const asText = (ms: number) => (ms < 60_000 ? `${ms / 1000} s` : `${ms / 60_000} min`);

test('every duration is told with its default', () => {
  const told = Object.fromEntries(Object.entries(defaultDurations).map(([name, ms]) => [name, asText(ms)]));
  expect(table('docs/operations.md', '### Durations')).toEqual(told);
});

test('every window is told with its default', () => {
  const told = Object.entries(defaultWindows).map(([name, seconds]) => [`prometheus.windows.${name}`, String(seconds)]);
  expect(table('docs/operations.md', '## Settings')).toMatchObject(Object.fromEntries(told));
});

test('every limit of the policy is told with its default', () => {
  const told = Object.entries(defaultLimits).map(([name, value]) =>
    name.endsWith('Ms') ? [name.slice(0, -2), `${Number(value) / 60_000}m`] : [name, String(value)],
  );
  expect(table('docs/operations.md', '## The healing policy')).toEqual(Object.fromEntries(told));
});

test('every setting of the schema is told', () => {
  const keysOf = ({ properties = {} }: Schema, path = ''): string[] =>
    Object.entries(properties).flatMap(([key, schema]) => {
      const whole = path ? `${path}.${key}` : key;
      return schema.properties ? keysOf(schema, whole) : [whole];
    });
  const own = keysOf(configSchema.properties?.autocura ?? {}).filter(key => key !== 'durations');
  const told = Object.keys(table('docs/operations.md', '## Settings'));
  expect(own.filter(key => !told.some(row => row === key || row.startsWith(`${key}.`)))).toEqual([]);
});

test('every permission is told, and those of the routes are permissions', () => {
  const told = table('docs/security.md');
  expect(Object.keys(permissions).filter(name => !(name in told))).toEqual([]);
  const asked = new Set(Object.values(operations).map(({ permission }) => permission));
  expect([...asked].filter(name => !(name in told))).toEqual([]);
});

test('every statement that a guardrail keeps is told, with the guardrail', () => {
  const rows = read('docs/guardrails.md').split('\n');
  for (const { id, keeps } of guardrails) {
    for (const number of keeps)
      expect(rows.filter(row => row.startsWith(`| ${number} `)).join()).toContain(`\`${id}\``);
  }
});

test('every statement that is told has a test of its number', () => {
  const told = read('docs/guardrails.md').match(/^\| G-\d{2}/gm) ?? [];
  const tests = sources('plugins/backstage-backend/src').join('\n');
  expect(told.length).toBeGreaterThan(40);
  expect(told.map(row => row.slice(2)).filter(number => !tests.includes(`${number} `))).toEqual([]);
});

test('the README counts right', () => {
  const low = 'no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen';
  const words = `${low} seventeen eighteen nineteen twenty`.split(' ');
  const count = (number: number) => words[number] ?? String(number);
  const answered = signalNames.filter(name => families('postgres').some(({ signals }) => signals[name]));
  const readme = read('README.md').toLowerCase();
  expect(readme).toContain(`${count(failureModes.length)} failure modes over ${answered.length} signals`);
  expect(readme).toContain(`${count(guardrails.length)} guardrails`);
  expect(readme).toContain(`${count(actions.length)} actions`);
  const [harming, herrings] = [
    faults.filter(({ kind }) => kind === 'fault'),
    faults.filter(({ kind }) => kind === 'herring'),
  ];
  expect(readme).toContain(`${count(harming.length)} faults`);
  expect(readme).toContain(`${count(herrings.length)} herrings`);
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePolicy, readPolicy } from './policyFile';

const rule = (more = '') => `
- name: restarts
  match: { action: [restart], service: [cart] }
  mode: auto
${more}`;

test('a rule with all its parts', () => {
  expect(parsePolicy(rule('  limits: { cooldown: 90s, perHour: 5, tryAgain: true }'))).toEqual([
    {
      name: 'restarts',
      match: { action: ['restart'], service: ['cart'] },
      mode: 'auto',
      limits: { cooldownMs: 90_000, perHour: 5, tryAgain: true },
    },
  ]);
});

test.each([
  { text: '500ms', ms: 500 },
  { text: '10s', ms: 10_000 },
  { text: '5m', ms: 300_000 },
  { text: '2h', ms: 7_200_000 },
])('a cooldown of $text', ({ text, ms }) => {
  expect(parsePolicy(rule(`  limits: { cooldown: ${text} }`))[0]?.limits).toEqual({ cooldownMs: ms });
});

test.each([
  { name: 'nothing', text: '', says: 'policy' },
  { name: 'no list', text: 'mode: auto', says: 'policy' },
  { name: 'a mode that does not exist', text: '- { name: a, match: {}, mode: yolo }', says: '0.mode' },
  { name: 'no match at all', text: '- { name: a, mode: auto }', says: '0.match' },
  {
    name: 'G-12 an empty selector',
    text: '- { name: a, match: { service: [] }, mode: auto }',
    says: '0.match.service',
  },
  {
    name: 'a misspelt selector, which would match everything',
    text: '- { name: a, match: { services: [cart] }, mode: auto }',
    says: '0.match',
  },
  { name: 'a misspelt limit', text: rule('  limits: { cooldowns: 5m }'), says: '0.limits' },
  { name: 'a duration without a unit', text: rule('  limits: { cooldown: 5 }'), says: '0.limits.cooldown' },
  { name: 'broken YAML', text: '- [', says: 'line 1' },
  { name: 'a key twice', text: '- { name: a, mode: observe, mode: auto, match: {} }', says: 'unique' },
  { name: 'too long', text: `# ${'x'.repeat(256 * 1024)}`, says: 'longer than' },
  { name: 'aliases that explode', text: bomb(), says: 'alias' },
])('refuses $name, and says so', ({ text, says }) => expect(() => parsePolicy(text)).toThrow(says));

function bomb() {
  const levels = Array.from({ length: 9 }, (_, level) => {
    const previous = Array(9)
      .fill(`*a${level - 1}`)
      .join(', ');
    return `a${level}: &a${level} [${level === 0 ? 'x' : previous}]`;
  });
  return levels.join('\n');
}

describe('a policy file', () => {
  let folder: string;
  const heard: string[] = [];
  beforeEach(async () => {
    heard.length = 0;
    folder = await mkdtemp(join(tmpdir(), 'policy-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const read = async (text?: string) => {
    const path = join(folder, 'policy.yaml');
    if (text !== undefined) await writeFile(path, text);
    return readPolicy(path, message => heard.push(message));
  };

  test('that can be read', async () => {
    expect(await read(rule())).toEqual({ rules: [expect.objectContaining({ name: 'restarts', mode: 'auto' })] });
    expect(heard).toEqual([]);
  });

  test.each([
    { name: 'that is absent', text: undefined },
    { name: 'of which one rule is wrong', text: `${rule()}\n- { name: b, match: {}, mode: yolo }` },
    { name: 'that is too long', text: `${rule()}# ${'x'.repeat(256 * 1024)}` },
  ])('G-10 $name grants nothing, loudly', async ({ text }) => {
    expect(await read(text)).toEqual({ rules: [], unreadable: expect.any(String) });
    expect(heard).toEqual([expect.stringContaining('nothing is done without a person')]);
  });
});

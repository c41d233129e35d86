import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePolicy, policyReader } from './policyFile';

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

test('an action that may be done before anything fails, which has to be named', () => {
  expect(parsePolicy(rule('  preventive: true'))[0]).toMatchObject({
    preventive: true,
    match: { action: ['restart'] },
  });
  expect(() => parsePolicy('- { name: a, match: {}, mode: auto, preventive: true }')).toThrow(
    'is preventive and names no action',
  );
});

test('a mode that has to be earned', () => {
  expect(parsePolicy('- { name: a, match: {}, upTo: auto }')).toEqual([
    { name: 'a', match: {}, mode: 'auto', earned: true },
  ]);
});

test('every limit that is a length of time', () => {
  const limits = '  limits: { cooldown: 1s, stormCalm: 2m, handsOff: 3h }';
  expect(parsePolicy(rule(limits))[0]?.limits).toEqual({
    ...{ cooldownMs: 1_000, stormCalmMs: 120_000, handsOffMs: 10_800_000 },
  });
});

test('when a rule holds', () => {
  const read = (during: string) =>
    parsePolicy(`- { name: a, match: { during: ${during} }, mode: auto }`)[0]?.match.during;
  expect(read('{ days: [mon, tue], hours: { from: "22:00", to: "06:00" }, zone: Europe/Berlin }')).toEqual({
    days: ['mon', 'tue'],
    hours: { from: '22:00', to: '06:00' },
    zone: 'Europe/Berlin',
  });
  const between = { from: '2026-12-20T00:00:00Z', to: '2027-01-04T08:00:00+01:00' };
  expect(read(JSON.stringify({ between }))).toEqual({ zone: 'UTC', between });
});

test.each([
  { during: '{}', says: '0.match.during: names no days' },
  { during: '{ days: [monday] }', says: '0.match.during.days.0' },
  { during: '{ hours: { from: "9:00", to: "25:00" } }', says: 'must be a time such as 09:30' },
  { during: '{ days: [mon], zone: Mars/Base }', says: '0.match.during.zone: is no time zone' },
  { during: '{ between: { from: tomorrow, to: later } }', says: 'must be a moment such as' },
  {
    during: '{ between: { from: "2027-01-04T08:00:00Z", to: "2026-12-20T00:00:00Z" } }',
    says: 'ends before it begins',
  },
])('refuses the times $during', ({ during, says }) =>
  expect(() => parsePolicy(`- { name: a, match: { during: ${during} }, mode: auto }`)).toThrow(says),
);

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
  { name: 'no mode at all', text: '- { name: a, match: {} }', says: '0: needs either a mode or upTo' },
  {
    name: 'a mode both granted and to be earned',
    text: '- { name: a, match: {}, mode: approve, upTo: auto }',
    says: 'needs either a mode or upTo',
  },
  { name: 'nothing to earn', text: '- { name: a, match: {}, upTo: propose }', says: '0.upTo' },
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
  { name: 'S7 too long', text: `# ${'x'.repeat(256 * 1024)}`, says: 'longer than' },
  { name: 'S7 aliases that explode', text: bomb(), says: 'alias' },
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

  const reader = () => policyReader(join(folder, 'policy.yaml'), message => heard.push(message));
  const read = async (text?: string, now = reader()) => {
    if (text !== undefined) await writeFile(join(folder, 'policy.yaml'), text);
    return now();
  };

  test('that can be read', async () => {
    expect(await read(rule())).toEqual({
      rules: [expect.objectContaining({ name: 'restarts', mode: 'auto' })],
      version: expect.stringMatching(/^[0-9a-f]{12}$/),
    });
    expect(heard).toEqual([]);
  });

  test('G-31 is another version when a word of it changes', async () => {
    const { version } = await read(rule());
    expect((await read(rule())).version).toBe(version);
    expect((await read(rule('# hm'))).version).not.toBe(version);
  });

  test.each([
    { name: 'that is absent', text: undefined },
    { name: 'of which one rule is wrong', text: `${rule()}\n- { name: b, match: {}, mode: yolo }` },
    { name: 'that is too long', text: `${rule()}# ${'x'.repeat(256 * 1024)}` },
  ])('G-10 $name grants nothing, loudly', async ({ text }) => {
    expect(await read(text)).toEqual({ rules: [], unreadable: expect.any(String) });
    expect(heard).toEqual([expect.stringContaining('nothing is done without a person')]);
  });

  test('G-10 that goes bad keeps its last rules for what they hold back, and is told once a mistake', async () => {
    const now = reader();
    const { rules } = await read(rule(), now);
    const bad = await read(`${rule()}\n- [`, now);
    expect(bad).toEqual({ rules, unreadable: expect.any(String) });
    await now();
    expect(heard).toHaveLength(1);
    expect(await read(rule(), now)).toEqual({ rules, version: expect.any(String) });
    await read(`${rule()}\n- [`, now);
    expect(heard).toHaveLength(2);
  });
});

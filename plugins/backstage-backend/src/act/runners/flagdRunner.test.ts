import { writeFileSync } from 'node:fs';
import { chmod, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flagdRunner } from './flagdRunner';
import type { Leave } from './runner';

let folder: string;
let file: string;
const flags = {
  partner: { state: 'ENABLED', variants: { primary: 'a', secondary: 'b' }, defaultVariant: 'primary' },
  'new-cart': { state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'on', targeting: {} },
  targeted: {
    ...{ state: 'ENABLED', variants: { on: true, off: false }, defaultVariant: 'off' },
    targeting: { if: [{ ends_with: [{ var: 'email' }, '@example.org'] }, 'on', null] },
  },
  resting: { state: 'DISABLED', variants: { on: true, off: false }, defaultVariant: 'off' },
  broken: { state: 'ENABLED', variants: { on: true } },
};
const all = { $schema: 'https://flagd.dev/schema/v0/flags.json', flags, $evaluators: { staff: { in: ['@x', 'y'] } } };

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flagd-'));
  file = join(folder, 'flags.json');
  await writeFile(file, JSON.stringify(all));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const runner = () => flagdRunner({ file, flags: [...Object.keys(flags), 'missing', 'constructor'] });
const set = (flag: string, value: string | number | boolean, leave?: Leave) =>
  runner().run('set-flag', { flag, value }, 'k', leave);
const stored = async () => JSON.parse(await readFile(file, 'utf8'));
const leave = (left: () => number): Leave => ({
  ...{ incidentId: 'i', fence: 1, signal: new AbortController().signal, left },
});

test('sets the default variant and leaves everything else as it is', async () => {
  const params = { flag: 'partner', value: 'secondary' };
  expect(await runner().preview?.('set-flag', params, 'k')).toEqual([
    { object: 'flag partner', field: 'defaultVariant', from: 'primary', to: 'secondary' },
  ]);
  expect(await stored()).toEqual(all);
  await chmod(file, 0o640);
  expect(await set('partner', 'secondary')).toBe('flag partner: secondary instead of primary');
  expect(await stored()).toEqual({
    ...all,
    flags: { ...flags, partner: { ...flags.partner, defaultVariant: 'secondary' } },
  });
  expect((await stat(file)).mode & 0o777).toBe(0o640);
  expect(await readdir(folder)).toEqual(['flags.json']);
});

test('a variant can be named by its value', async () => {
  await set('new-cart', false);
  expect((await stored()).flags['new-cart'].defaultVariant).toBe('off');
});

test('G-53 what was before comes back by its way back', async () => {
  const back = await runner().state('set-flag', { flag: 'new-cart', value: false });
  await set('new-cart', false);
  expect(back).toEqual({ flag: 'new-cart', value: 'on' });
  await runner().run('set-flag', back ?? {}, 'k/undo');
  expect(await stored()).toEqual(all);
});

test('G-36 the same again changes nothing', async () => {
  await set('partner', 'secondary');
  const { mtimeMs } = await stat(file);
  expect(await set('partner', 'secondary')).toBe('flag partner was secondary already');
  expect((await stat(file)).mtimeMs).toBe(mtimeMs);
  expect(await runner().preview?.('set-flag', { flag: 'partner', value: 'secondary' }, 'k')).toEqual([]);
});

test.each([
  { flag: 'unlisted', value: true, says: 'not on the list' },
  { flag: 'missing', value: true, says: 'there is no flag missing' },
  { flag: 'constructor', value: true, says: 'there is no flag constructor' },
  { flag: 'partner', value: 'third', says: 'no variant third, but primary, secondary' },
  { flag: 'partner', value: 'toString', says: 'no variant toString' },
  { flag: 'targeted', value: 'on', says: 'has targeting rules' },
  { flag: 'resting', value: 'on', says: 'is disabled' },
  { flag: 'broken', value: 'on', says: 'not as flagd wants it' },
])('$flag = $value is refused: $says', async ({ flag, value, says }) => {
  await expect(set(flag, value)).rejects.toMatchObject({ when: 'refused', message: expect.stringContaining(says) });
  expect(await stored()).toEqual(all);
});

test.each(['', '{', '[]', '{"flags":[]}'])('a file of "%s" is left alone', async text => {
  await writeFile(file, text);
  await expect(set('partner', 'secondary')).rejects.toMatchObject({ when: 'refused' });
  expect(await readFile(file, 'utf8')).toBe(text);
});

test('where the file is gone nothing was done', async () => {
  await rm(file);
  await expect(set('partner', 'secondary')).rejects.toMatchObject({ when: 'before' });
});

test('G-30 what somebody else changes meanwhile is not lost', async () => {
  const meddled = { flags: { ...flags, more: flags.resting } };
  const meddling = leave(() => {
    writeFileSync(file, JSON.stringify(meddled));
    return 5_000;
  });
  await expect(set('partner', 'secondary', meddling)).rejects.toMatchObject({
    when: 'before',
    message: expect.stringContaining('somebody else has just changed it'),
  });
  expect(await stored()).toEqual(meddled);
  expect(await readdir(folder)).toEqual(['flags.json']);
});

test('G-35 nothing is written once the leave has run out', async () => {
  await expect(
    set(
      'partner',
      'secondary',
      leave(() => 0),
    ),
  ).rejects.toMatchObject({ when: 'before' });
  expect(await stored()).toEqual(all);
});

test('a draft that somebody is at, or left, is not touched', async () => {
  await writeFile(`${file}.autocura`, 'theirs');
  await expect(set('partner', 'secondary')).rejects.toMatchObject({ when: 'before' });
  expect(await readFile(`${file}.autocura`, 'utf8')).toBe('theirs');
});

test('a link stays a link', async () => {
  const link = join(folder, 'link.json');
  await symlink(file, link);
  await flagdRunner({ file: link, flags: ['partner'] }).run('set-flag', { flag: 'partner', value: 'secondary' }, 'k');
  expect((await stored()).flags.partner.defaultVariant).toBe('secondary');
});

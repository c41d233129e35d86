import { ConfigReader } from '@backstage/config';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSettings } from '../settings';
import { Store } from '../store';
import { describeEachDatabase, migrations } from '../store/testDatabases';
import { seal } from './envelope';
import { type KeyService, ownKeys } from './keyService';
import { keyServiceOf } from './settings';

const [old, young] = [randomBytes(32), randomBytes(32)];
const before = ownKeys([['2026', old]]);
const during = ownKeys([
  ['2027', young],
  ['2026', old],
]);
const after = ownKeys([['2027', young]]);

describeEachDatabase('secrets', open => {
  const begin = async () => {
    const { knex } = await open();
    await Store.create(knex, { migrations });
    return {
      knex,
      at: async (keys?: KeyService) => (await Store.create(knex, { migrations: false, ...(keys && { keys }) })).secrets,
    };
  };

  it('S14 without a key none is stored', async () => {
    const { at, knex } = await begin();
    const secrets = await at();
    expect(secrets.open).toBe(false);
    await expect(secrets.keep('totp/ana', 'canary')).rejects.toThrow('No secret is stored without a key');
    await expect(secrets.rotate()).rejects.toThrow('No secret is stored without a key');
    expect(await knex('secrets').select()).toEqual([]);
    expect(await secrets.read('totp/ana')).toBeUndefined();
  });

  it('are kept, replaced and forgotten by name, and never readable in the database', async () => {
    const { at, knex } = await begin();
    const secrets = await at(before);
    await secrets.keep('totp/ana', 'canary one');
    await secrets.keep('totp/bob', 'canary two');
    await secrets.keep('totp/ana', 'canary three');
    expect(await secrets.read('totp/ana')).toBe('canary three');
    expect(await secrets.read('totp/bob')).toBe('canary two');
    const rows = await knex('secrets').select();
    expect(rows.length).toBe(2);
    for (const { sealed } of rows) expect(Buffer.from(sealed, 'base64url').toString()).not.toContain('canary');
    expect(await secrets.forget('totp/ana')).toBe(true);
    expect(await secrets.forget('totp/ana')).toBe(false);
    expect(await secrets.read('totp/ana')).toBeUndefined();
  });

  it('S14 of another row open in no other', async () => {
    const { at, knex } = await begin();
    const secrets = await at(before);
    await secrets.keep('totp/ana', 'canary one');
    await secrets.keep('totp/mallory', 'canary two');
    const { sealed } = await knex('secrets').where({ name: 'totp/mallory' }).first();
    await knex('secrets').where({ name: 'totp/ana' }).update({ sealed });
    await expect(secrets.read('totp/ana')).rejects.toThrow('totp/ana of secrets cannot be opened');
  });

  it('pass to another key while they are read and written', async () => {
    const { at, knex } = await begin();
    const [running, rotating] = [await at(during), await at(during)];
    const names = Array.from({ length: 120 }, (_, i) => `s/${i}`);
    const rows = await Promise.all(
      names.map(async name => {
        const { key, text } = await seal(
          `secret of ${name}`,
          { table: 'secrets', row: name, column: 'sealed' },
          before,
        );
        return { name, key, sealed: text };
      }),
    );
    await knex.batchInsert('secrets', rows, 60);
    const [rotated] = await Promise.all([
      rotating.rotate(),
      ...['s/25', 's/99'].map(name => running.keep(name, `new ${name}`)),
      running.read('s/7').then(read => expect(read).toBe('secret of s/7')),
    ]);
    expect(rotated).toBeGreaterThanOrEqual(118);
    expect(await rotating.byKey()).toEqual({ 2027: 120 });
    expect(await rotating.rotate()).toBe(0);
    const last = await at(after);
    expect(await last.read('s/7')).toBe('secret of s/7');
    expect(await last.read('s/99')).toBe('new s/99');
  });
});

describe('keys', () => {
  const directory = mkdtempSync(join(tmpdir(), 'autocura-keys-'));
  const file = join(directory, 'key');
  writeFileSync(file, `${young.toString('base64')}\n`);
  afterAll(() => rmSync(directory, { recursive: true }));
  const read = (secrets: object) => readSettings(new ConfigReader({ autocura: { secrets } } as never)).secrets;
  const key = old.toString('base64');

  test('come from the configuration and from files, the first of them first', async () => {
    const settings = read({
      keys: [
        { name: '2027', file },
        { name: '2026', key },
      ],
    });
    const about = Buffer.from('about');
    const wrapped = await keyServiceOf(settings!, fetch).wrap(old, about);
    expect(wrapped.key).toBe('2027');
    expect(await after.unwrap(wrapped, about)).toEqual(old);
    expect(await keyServiceOf(settings!, fetch).unwrap(await before.wrap(young, about), about)).toEqual(young);
  });

  test.each<[name: string, keys: object[], says: RegExp]>([
    ['of too few bytes', [{ name: 'a', key: 'c2hvcnQ=' }], /32 bytes/],
    ['in a file that is not there', [{ name: 'a', file: join(directory, 'none') }], /cannot be read/],
    ['neither here nor there', [{ name: 'a' }], /either a key or a file/],
    [
      'twice by one name',
      [
        { name: 'a', key },
        { name: 'a', key },
      ],
      /same name/,
    ],
    ['of no number', [], /autocura\.secrets/],
  ])('are refused %s', (_, keys, says) => {
    expect(() => read({ keys })).toThrow(says);
  });

  test('a refusal does not tell the key', () => {
    expect(() => read({ keys: [{ name: 'a', key: 'canarycanary' }] })).not.toThrow(/canary/);
  });
});

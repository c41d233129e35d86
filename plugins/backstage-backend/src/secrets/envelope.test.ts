import { createCipheriv } from 'node:crypto';
import * as fc from 'fast-check';
import { decrypt, encrypt } from './aead';
import { type Place, rewrap, seal, SealError, unseal } from './envelope';
import { ownKeys } from './keyService';

const [old, young] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
const keys = ownKeys([['2026', old]]);
const place: Place = { table: 'secrets', row: 'totp/user:default/ana', column: 'sealed' };
const parts = (text: string) => text.split('.');

test('what was sealed is what is opened', () =>
  fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme' }), async secret => {
      const { key, text } = await seal(secret, place, keys);
      expect(key).toBe('2026');
      expect(await unseal(text, place, keys)).toBe(secret);
    }),
  ));

test('S14 nothing of a secret is to be read, and the same one looks different each time', async () => {
  const [one, other] = [await seal('canary', place, keys), await seal('canary', place, keys)];
  expect(Buffer.from(parts(one.text).join(''), 'base64url').includes('canary')).toBe(false);
  for (const [at, part] of parts(one.text).entries()) if (at > 1) expect(part).not.toBe(parts(other.text)[at]);
});

describe('S14 it opens in its place alone', () => {
  test.each<[name: string, about: Partial<Place>]>([
    ['row', { row: 'totp/user:default/bob' }],
    ['column', { column: 'recovery' }],
    ['table', { table: 'tokens' }],
    ['place that reads the same', { row: 'totp/user:default', column: 'ana/sealed' }],
  ])('not in another %s', async (_, about) => {
    const { text } = await seal('canary', place, keys);
    await expect(unseal(text, { ...place, ...about }, keys)).rejects.toThrow(SealError);
    await expect(rewrap(text, { ...place, ...about }, keys)).rejects.toThrow(SealError);
  });

  test('neither with the data key of another row', async () => {
    const [mine, theirs] = [await seal('mine', place, keys), await seal('theirs', { ...place, row: 'x' }, keys)];
    const [version, key, , sealed] = parts(mine.text);
    const mixed = [version, key, parts(theirs.text)[2], sealed].join('.');
    await expect(unseal(mixed, place, keys)).rejects.toThrow(SealError);
  });
});

test('S14 no bit of it may be another', async () => {
  const { text } = await seal('canary', place, keys);
  await fc.assert(
    fc.asyncProperty(fc.nat(3), fc.nat(), fc.nat(7), async (part, byte, bit) => {
      const changed = parts(text);
      const bytes = Buffer.from(changed[part]!, part === 0 ? 'utf8' : 'base64url');
      bytes[byte % bytes.length]! ^= 1 << bit;
      changed[part] = part === 0 ? bytes.toString('latin1') : bytes.toString('base64url');
      await expect(unseal(changed.join('.'), place, keys)).rejects.toThrow(SealError);
    }),
  );
});

test('S14 a tag of four bytes is no tag', () => {
  const [key, about] = [old, Buffer.from('about')];
  const iv = Buffer.alloc(12, 7);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 4 }).setAAD(about);
  const text = Buffer.concat([cipher.update('canary'), cipher.final()]);
  expect(() => decrypt(key, Buffer.concat([iv, cipher.getAuthTag(), text]), about)).toThrow();
  expect(() => decrypt(key, Buffer.concat([iv, cipher.getAuthTag()]), about)).toThrow('too short');
  expect(encrypt(key, Buffer.from('canary'), about).length).toBe(12 + 16 + 'canary'.length);
});

test.each(['', 'canary', 'v1.a.b', 'v2.a.b.c', 'v1.a.b.c.d'])('%j is not sealed', async text => {
  await expect(unseal(text, place, keys)).rejects.toThrow('is not sealed');
});

test('another key takes over: what it wraps needs the one before no more', async () => {
  const { text } = await seal('canary', place, keys);
  const both = ownKeys([
    ['2027', young],
    ['2026', old],
  ]);
  expect(await unseal(text, place, both)).toBe('canary');
  const anew = await rewrap(text, place, both);
  expect(anew.key).toBe('2027');
  expect(parts(anew.text)[3]).toBe(parts(text)[3]);
  const alone = ownKeys([['2027', young]]);
  expect(await unseal(anew.text, place, alone)).toBe('canary');
  await expect(unseal(text, place, alone)).rejects.toThrow('the key 2026 is not there any more');
});

test('S14 a key by the name of another opens nothing', async () => {
  const { text } = await seal('canary', place, keys);
  await expect(unseal(text, place, ownKeys([['2026', young]]))).rejects.toThrow(SealError);
});

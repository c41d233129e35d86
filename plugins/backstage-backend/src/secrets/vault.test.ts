import { rewrap, seal, unseal } from './envelope';
import { keyServiceOf } from './settings';
import { fakeVault } from './testSupport/fakeVault';
import { vaultSettings } from './vault';

const place = { table: 'secrets', row: 'totp/ana', column: 'sealed' };
let vault: Awaited<ReturnType<typeof fakeVault>>;
beforeEach(async () => {
  vault = await fakeVault({ token: 's.canary', key: 'autocura' });
});
afterEach(() => vault.close());
const keysOf = (about: object = {}) =>
  keyServiceOf({ vault: vaultSettings.parse({ url: vault.url, token: 's.canary', key: 'autocura', ...about }) }, fetch);

test('data keys are wrapped by a key that never leaves it, for one place', async () => {
  const { key, text } = await seal('canary', place, keysOf());
  expect(key).toBe('autocura:v1');
  expect(await unseal(text, place, keysOf())).toBe('canary');
  await expect(unseal(text, { ...place, row: 'totp/bob' }, keysOf())).rejects.toThrow('answered 400 about key');
  expect(vault.received.map(({ body }) => body).join()).not.toContain('canary');
});

test('a new version takes over, and the old one may go', async () => {
  const { text } = await seal('canary', place, keysOf());
  vault.rotate();
  const anew = await rewrap(text, place, keysOf());
  expect(anew.key).toBe('autocura:v2');
  vault.trim();
  expect(await unseal(anew.text, place, keysOf())).toBe('canary');
  await expect(unseal(text, place, keysOf())).rejects.toThrow('totp/ana of secrets cannot be opened');
});

test('a refusal tells who refused and not the token', async () => {
  const refused = seal('canary', place, keysOf({ token: 's.stale' }));
  await expect(refused).rejects.toThrow(/^127\.0\.0\.1:\d+ answered 403 about key autocura$/);
  await vault.close();
  await expect(seal('canary', place, keysOf())).rejects.toThrow('cannot be asked for keys');
});

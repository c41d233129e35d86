import { restoreConfig } from './restoreConfig';

const step = (params: Record<string, string | number | boolean>) => ({
  action: 'restore-config',
  target: 'cart',
  params,
});

test('says which configuration goes to which version', () => {
  const sound = step({ service: 'cart', config: 'cart-config', version: '41' });
  expect(restoreConfig.objection(sound)).toBeUndefined();
  expect(restoreConfig.describe(sound)).toBe('Set the configuration cart-config of cart to version 41');
});

test.each<{ name: string; params: Record<string, string | number | boolean> }>([
  { name: 'no configuration', params: { service: 'cart', version: '41' } },
  { name: 'every configuration', params: { service: 'cart', config: '*', version: '41' } },
  { name: 'no version', params: { service: 'cart', config: 'cart-config' } },
  { name: 'a version with a shell in it', params: { service: 'cart', config: 'cart-config', version: '1; reboot' } },
  { name: 'values instead of a version', params: { service: 'cart', config: 'cart-config', version: '1', ttl: 5 } },
])('refuses $name', ({ params }) => expect(restoreConfig.objection(step(params))).toBeDefined());

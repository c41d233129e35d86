import { allowedHost, isPrivate } from './allowList';

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  'fc00::1',
  'fd12::1',
  'fe80::1',
  'ff02::1',
  '::ffff:10.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::7f00:1',
  'not an address',
  '',
])('%s is inside', address => expect(isPrivate(address)).toBe(true));

test.each(['1.1.1.1', '172.15.0.1', '172.32.0.1', '192.167.1.1', '203.0.113.7', '2606:4700::1111', '::ffff:1.1.1.1'])(
  '%s is outside',
  address => expect(isPrivate(address)).toBe(false),
);

test('one machine may be called at each of its ports as the entry for that port says', () => {
  const allowed = [{ host: 'shop' }, { host: 'shop:8080', http: true }, { host: 'shop:25' }];
  expect(allowedHost(new URL('http://shop:8080/'), allowed)).toEqual({ host: 'shop:8080', http: true });
  expect(allowedHost(new URL('https://shop:8443/'), allowed)).toEqual({ host: 'shop' });
  expect(() => allowedHost(new URL('http://shop:25/'), allowed)).toThrow('https only');
  expect(() => allowedHost(new URL('http://shop/'), allowed)).toThrow('https only');
});

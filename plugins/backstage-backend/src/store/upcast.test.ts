import { currentVersion, upcast } from './upcast';

const known = {
  'incident.deferred': [
    (data: unknown) => ({ ...(data as object), why: 'unknown' }),
    (data: unknown) => ({ ...(data as object), third: true }),
  ],
};

test.each([
  { name: 'the first version goes through both', version: 1, becomes: { a: 1, why: 'unknown', third: true } },
  { name: 'the second through one', version: 2, becomes: { a: 1, third: true } },
  { name: 'the present one stays', version: 3, becomes: { a: 1 } },
])('$name', ({ version, becomes }) => {
  expect(upcast('incident.deferred', version, { a: 1 }, known)).toEqual(becomes);
});

test('a type nobody changed is version 1', () => {
  expect(currentVersion('incident.opened', known)).toBe(1);
  expect(currentVersion('incident.deferred', known)).toBe(3);
  expect(upcast('incident.opened', 1, { a: 1 }, known)).toEqual({ a: 1 });
});

test('a version from the future is refused by name', () => {
  expect(() => upcast('incident.deferred', 4, {}, known)).toThrow(
    'incident.deferred is version 4; this program knows up to 3',
  );
});

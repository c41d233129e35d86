import { labelsOf, written } from './labels';

test('an address names labels, whose values may have any sign', () => {
  const search = new URLSearchParams('label=service%3Dcart&label=path%3D%2Fa%3Db&label=alone');
  expect(labelsOf(search)).toEqual([
    { name: 'service', value: 'cart' },
    { name: 'path', value: '/a=b' },
    { name: 'alone', value: '' },
  ]);
});

test('what is written counts once every row says something', () => {
  expect(written([{ name: ' service ', value: ' cart ' }])).toEqual({ service: 'cart' });
  expect(written([])).toBeUndefined();
  expect(written([{ name: 'service', value: ' ' }])).toBeUndefined();
  expect(
    written([
      { name: 'service', value: 'cart' },
      { name: 'not a name', value: 'x' },
    ]),
  ).toBeUndefined();
});

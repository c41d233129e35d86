import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faults } from '../../demo/faults';
import { allFaults } from './faultFiles';

const whole = `exports.fault = {
  id: 'odd', kind: 'fault', weight: 1, inject: shop => shop.load('cart', './odd-part.js'), clear: () => {},
  truth: { services: ['cart'], modes: [], remedies: [{ action: 'restart', params: { service: 'cart' } }], mayTouch: ['cart'] },
};`;

function folder(files: Record<string, string>) {
  const dir = mkdtempSync(join(tmpdir(), 'faults-'));
  Object.entries(files).forEach(([name, text]) => writeFileSync(join(dir, name), text));
  return dir;
}

test('faults of a folder come after the built-in ones, with their file', async () => {
  const dir = folder({ 'odd.js': whole, 'odd-part.js': 'exports.inside = () => {};', 'notes.md': 'no fault' });
  const known = await allFaults(dir);
  expect(known.map(({ fault }) => fault.id)).toEqual([...faults.map(({ id }) => id), 'odd']);
  expect(known.at(-1)?.file).toBe(join(dir, 'odd.js'));
});

test.each([
  ['kind', whole.replace("'fault'", "'trouble'")],
  ['weight', whole.replace('weight: 1', 'weight: 4')],
  ['clear', whole.replace(', clear: () => {}', '')],
  ['truth.mayTouch', whole.replace("mayTouch: ['cart']", 'mayTouch: undefined')],
  ['truth.remedies', whole.replace("action: 'restart', ", '')],
  ['id', whole.replace("'odd'", "'bad-release'")],
])('a file whose %s is wrong is named with that field', async (field, text) => {
  const dir = folder({ 'odd.js': text });
  await expect(allFaults(dir)).rejects.toThrow(`${join(dir, 'odd.js')}: ${field}: `);
});

test('a folder without a fault is said to be one', async () => {
  const dir = folder({ 'part.js': 'exports.inside = () => { /* of a fault */ };' });
  await expect(allFaults(dir)).rejects.toThrow(`${dir}: no file there exports a fault`);
});

test('a file that does not load is named, and a folder that is not there', async () => {
  const dir = folder({ 'odd.js': 'exports.fault = {' });
  await expect(allFaults(dir)).rejects.toThrow(join(dir, 'odd.js'));
  await expect(allFaults(join(dir, 'nowhere'))).rejects.toThrow(join(dir, 'nowhere'));
});

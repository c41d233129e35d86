import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Lockfile, notPermissive } from './licences';

const root = join(__dirname, '../..');
const locked = (license?: unknown, name = 'made-up') => ({
  packages: { [`node_modules/${name}`]: { version: '1.0.0', license } },
});

test.each(['package-lock.json', 'plugins/grafana-app/package-lock.json'])('all of %s is permissive', file => {
  const lockfile = JSON.parse(readFileSync(join(root, file), 'utf8')) as Lockfile;
  expect(Object.keys(lockfile.packages).length).toBeGreaterThan(500);
  expect(notPermissive(lockfile)).toEqual([]);
});

test.each(['MIT', '(MIT OR GPL-3.0-only)', 'Apache-2.0 AND MIT', '(MIT AND Zlib)'])('%s is permissive', license =>
  expect(notPermissive(locked(license))).toEqual([]),
);

test.each(['AGPL-3.0-only', 'GPL-3.0-or-later', 'SSPL-1.0', 'MIT AND AGPL-3.0-only', 'UNLICENSED', 'SEE LICENSE IN X'])(
  '%s is not',
  license => expect(notPermissive(locked(license))).toEqual([`made-up 1.0.0: ${license}`]),
);

test('what does not tell its licence is not', () =>
  expect(notPermissive(locked())).toEqual(['made-up 1.0.0: no licence is told']));

test('a package inside another is looked at too', () =>
  expect(notPermissive(locked('AGPL-3.0-only', 'a/node_modules/@b/c'))).toEqual(['@b/c 1.0.0: AGPL-3.0-only']));

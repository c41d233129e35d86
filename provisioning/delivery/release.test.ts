import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { closed, notesOf } from './changelog';
import { checksums } from './pack';
import { astray, setVersion, versionOf } from './versions';

const root = resolve(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

test('the version is the same wherever it stands, and the changelog tells of it', () => {
  expect(astray(root)).toEqual([]);
  expect(notesOf(read('CHANGELOG.md'), versionOf(root))).toMatch(/\w/);
});

test('what is unreleased becomes a version, once', () => {
  const before = '# Changelog\n\n## [Unreleased]\n\n- new\n\n## [0.1.0] - 2026-11-30\n\n- first\n';
  const after = closed(before, '0.2.0', '2027-01-02');
  expect(notesOf(after, '0.2.0')).toBe('- new');
  expect(notesOf(after, '0.1.0')).toBe('- first');
  expect(after).toContain('## [0.2.0] - 2027-01-02\n');
  expect(() => closed(after, '0.3.0', '2027-01-03')).toThrow('nothing of Unreleased');
  expect(() => closed(before, '0.1.0', '2027-01-03')).toThrow('released already');
});

describe('in a folder', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'autocura-release-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test('a version is set everywhere at once', () => {
    const files = spawnSync('git', ['ls-files', '*package.json', '*.yaml', '*.yml', 'docs'], {
      cwd: root,
      encoding: 'utf8',
    });
    for (const file of files.stdout.trim().split('\n')) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      cpSync(join(root, file), join(folder, file));
    }
    setVersion(folder, '9.8.7');
    expect(versionOf(folder)).toBe('9.8.7');
    expect(astray(folder)).toEqual([]);
    writeFileSync(join(folder, 'package.json'), '{ "version": "9.8.8" }');
    expect(astray(folder)).toContain('docker-compose.yml does not say image: autocura:9.8.8');
  });

  test('checksums are as sha256sum reads them', () => {
    writeFileSync(join(folder, 'a.tgz'), 'a');
    writeFileSync(join(folder, 'SHA256SUMS'), checksums(folder));
    const check = () => spawnSync('sha256sum', ['--check', 'SHA256SUMS'], { cwd: folder }).status;
    expect(check()).toBe(0);
    writeFileSync(join(folder, 'a.tgz'), 'b');
    expect(check()).toBe(1);
  });
});

test('the workflow runs what exists, and gives each job no more than it needs', () => {
  const workflow = parse(read('.github/workflows/release.yml')) as {
    permissions: unknown;
    jobs: Record<string, { permissions?: unknown; needs?: string; steps: { run?: string; uses?: string }[] }>;
  };
  expect(workflow.permissions).toEqual({ contents: 'read' });
  const steps = Object.values(workflow.jobs).flatMap(({ steps: all }) => all);
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const called = steps.flatMap(({ run = '' }) =>
    [...run.matchAll(/npm run --silent ([\w:]+)/g)].map(([, name]) => name),
  );
  expect(called.length).toBeGreaterThan(1);
  expect(called.filter(name => !(name! in scripts))).toEqual([]);
  for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/^[\w-]+\/[\w-]+@v\d+$/);
  // Nothing is published before everything has passed.
  for (const [name, { needs }] of Object.entries(workflow.jobs)) if (name !== 'test') expect(needs).toBe('test');
});

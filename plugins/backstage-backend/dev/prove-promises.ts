import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { type Breach, breaches, isLong } from './promises/breaches';

const root = resolve(__dirname, '../../..');
const copied = ['package.json', 'jest.config.js', 'jest.long.config.js', 'tsconfig.json', 'plugins', 'provisioning'];
const left = new Set(['node_modules', 'dist', '.data', 'dist-types']);

const patiently = 60_000;
/** What waits for something that was broken waits in vain. */
const shortly = 15_000;

interface Report {
  testResults: { message: string; assertionResults: { status: string; fullName: string }[] }[];
}

/** Breaks each promise, or those that are named, in a copy of the sources. Exit code 1: its tests do not notice; 2: it could not be told. */
async function prove(named: string[]) {
  const chosen = named.length === 0 ? breaches : breaches.filter(({ promise }) => named.includes(promise));
  if (chosen.length === 0) throw new Error(`No breach is of ${named.join(', ')}`);
  const folder = mkdtempSync(join(tmpdir(), 'promises-'));
  try {
    for (const one of copied)
      cpSync(join(root, one), join(folder, one), { recursive: true, filter: path => !left.has(basename(path)) });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    let unproven = 0;
    for (const breach of chosen) {
      const { promise, says } = breach;
      const failed = await failedWith(folder, breach);
      if (failed === 0) unproven += 1;
      console.log(
        `${promise.padEnd(4)} ${(failed > 0 ? 'proven' : 'UNPROVEN').padEnd(9)} ${says}: ${failed} of its tests fail`,
      );
    }
    console.log(`\n${chosen.length - unproven} of ${chosen.length} breaches are noticed`);
    process.exitCode = unproven > 0 ? 1 : 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** How many tests of the promise fail while it is broken. Throws an Error where they fail without that, or do not run. */
async function failedWith(folder: string, breach: Breach): Promise<number> {
  const { promise, file, code, instead, tests } = breach;
  const path = join(folder, 'plugins/backstage-backend/src', file);
  const whole = readFileSync(path, 'utf8');
  if (whole.split(code).length !== 2) throw new Error(`${promise}: ${file} does not hold this once: ${code}`);
  const before = await run(folder, breach, patiently);
  if (before.passed === 0 || before.failed > 0)
    throw new Error(`${promise}: its tests in ${tests} do not pass as they are`);
  writeFileSync(
    path,
    whole.replace(code, () => instead),
  );
  try {
    return (await run(folder, breach, shortly)).failed;
  } finally {
    writeFileSync(path, whole);
  }
}

async function run(
  folder: string,
  { promise, tests }: Breach,
  limitMs: number,
): Promise<{ passed: number; failed: number }> {
  const output = join(folder, 'report.json');
  rmSync(output, { force: true });
  // Those that take long say themselves how long.
  const way = isLong(tests) ? ['--config', 'jest.long.config.js'] : [`--testTimeout=${limitMs}`];
  // What is left running by a test that failed keeps nobody.
  const args = [...way, '--json', '--outputFile', output, '--silent', '--runInBand', '--forceExit'];
  const path = join(folder, 'plugins/backstage-backend/src', tests);
  const jest = [
    join(folder, 'node_modules/jest/bin/jest.js'),
    ...args,
    '-t',
    `(^| )${promise} `,
    '--runTestsByPath',
    path,
  ];
  await new Promise<void>((done, fail) => {
    const child = spawn(process.execPath, jest, { cwd: folder, stdio: 'ignore' });
    child.on('error', fail).on('exit', () => done());
  });
  const { testResults } = JSON.parse(readFileSync(output, 'utf8')) as Report;
  const states = testResults.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  const count = (state: string) => states.filter(one => one === state).length;
  return { passed: count('passed'), failed: count('failed') };
}

prove(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});

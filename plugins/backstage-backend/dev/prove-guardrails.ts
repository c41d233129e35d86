import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { guardrails } from '../src/plan';
import { isProven, type Proof, proofOf, proofTable } from './guardrailProofs';

const root = resolve(__dirname, '../../..');

interface Report {
  numTotalTests: number;
  testResults: { message: string; assertionResults: { status: string; fullName: string }[] }[];
}

/** Takes out each guardrail in turn. Exit code 1: one is unproven; 2: the tests fail with all of them in place. */
async function prove() {
  const whole = await failedWithout('');
  if (whole.length > 0) throw new Error(`These fail with every guardrail in place:\n${whole.join('\n')}`);
  const proofs: Proof[] = [];
  for (const guardrail of guardrails) proofs.push(proofOf(guardrail, await failedWithout(guardrail.id)));
  console.log(proofTable(proofs));
  const unproven = proofs.filter(proof => !isProven(proof));
  console.log(`\n${proofs.length - unproven.length} of ${proofs.length} guardrails are proven`);
  process.exitCode = unproven.length > 0 ? 1 : 0;
}

/** Names of the tests of planning that fail without this guardrail. */
async function failedWithout(id: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'guardrails-'));
  try {
    const file = join(folder, 'report.json');
    const args = ['--config', 'jest.guardrails.config.js', '--json', '--outputFile', file, '--silent'];
    await ended(['node_modules/jest/bin/jest.js', ...args], { WITHOUT_GUARDRAIL: id });
    const { numTotalTests, testResults } = JSON.parse(await readFile(file, 'utf8')) as Report;
    if (numTotalTests === 0) throw new Error('There are no tests of planning');
    const broken = testResults.filter(({ assertionResults }) => assertionResults.length === 0);
    if (broken.length > 0) throw new Error(`Without "${id}" tests do not run: ${broken[0]?.message}`);
    return testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter(({ status }) => status === 'failed').map(({ fullName }) => fullName),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

const ended = (args: string[], env: Record<string, string>) =>
  new Promise<void>((done, fail) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...process.env, ...env }, stdio: 'ignore' });
    child.on('error', fail).on('exit', () => done());
  });

prove().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});

import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../../..');
const planted = resolve(__dirname, 'plan/planted.ts');

/** Lints texts as if each stood in plan/, in a process of its own: the configuration is an ES module. */
const lintAll = `
  const { ESLint } = require('eslint');
  const { planted, codes } = JSON.parse(require('fs').readFileSync(0, 'utf8'));
  const lint = new ESLint();
  Promise.all(codes.map(code => lint.lintText(code, { filePath: planted })))
    .then(results => results.map(([result]) => (result ? result.messages.map(({ ruleId }) => ruleId) : ['ignored'])))
    .then(rules => process.stdout.write(JSON.stringify(rules)));
`;

function complaints(codes: string[]): string[][] {
  const input = JSON.stringify({ planted, codes });
  return JSON.parse(execFileSync(process.execPath, ['-e', lintAll], { cwd: root, input, encoding: 'utf8' }));
}

const forbidden: [name: string, code: string, rule: string][] = [
  ['the store', "import { Store } from '../store';\nexport const store = Store;\n", 'import-x/no-restricted-paths'],
  ['an action', "import { actions } from '../act';\nexport const all = actions;\n", 'import-x/no-restricted-paths'],
  ['the loop', "import { heal } from '../loop';\nexport const again = heal;\n", 'import-x/no-restricted-paths'],
  ['a package', "import { z } from 'zod';\nexport const shape = z.string();\n", 'no-restricted-imports'],
  ['a Node module', "import { readFile } from 'node:fs';\nexport const read = readFile;\n", 'no-restricted-imports'],
  ['fetch', "export const answer = () => fetch('http://localhost');\n", 'no-restricted-globals'],
  ['the clock', 'export const now = () => Date.now();\n', 'no-restricted-properties'],
  ['the clock by another name', 'export const now = () => new Date();\n', 'no-restricted-syntax'],
  ['chance', 'export const draw = () => Math.random();\n', 'no-restricted-properties'],
];

test('IO planted in a deciding folder is found by lint, and what is shared may be used', () => {
  const allowed = "import type { Step } from '@autocura/common';\nexport const target = (step: Step) => step.target;\n";
  const found = complaints([...forbidden.map(([, code]) => code), allowed]);
  expect(found).toEqual([...forbidden.map(([, , rule]) => expect.arrayContaining([rule])), []]);
});

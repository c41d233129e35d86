import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { apiReport } from './apiReport';
import { reports } from './reports';

const dir = mkdtempSync(join(tmpdir(), 'api-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

function reportOf(code: string) {
  const file = join(dir, 'index.ts');
  writeFileSync(file, code);
  return apiReport(ts.createProgram([file], { noLib: true, types: [] }), file);
}

test.each([
  {
    name: 'a type, as it is written and without its comments',
    code: '/** Why. */\nexport interface A { /** how */ one: string }',
    says: 'export interface A {\n    one: string;\n}',
  },
  {
    name: 'a value, with what its type comes to',
    code: 'export const add = (one: number) => ({ sum: one });',
    says: 'const add: (one: number) => { sum: number; };',
  },
  {
    name: 'a class, without what is its own',
    code: 'export class C { private own = 1; open(door: string) { return door; } constructor(readonly to: string) {} }',
    says: 'class C {\n  constructor(readonly to: string);\n  open: (door: string) => string;\n}',
  },
  {
    name: 'all by name, whatever their order',
    code: 'export const b = 1 as number; const hidden = 2; export const a = 1 as number;',
    says: 'const a: number;\n\nconst b: number;',
  },
])('tells $name', ({ code, says }) => expect(reportOf(code)).toBe(says));

test('each package exports what its report says; `npm run api:report` writes them anew', () => {
  for (const { file, text } of reports())
    expect({ file, text: readFileSync(join(__dirname, '../..', file), 'utf8') }).toEqual({ file, text });
});

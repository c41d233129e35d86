import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { edited, readmeSteps } from './readmeSteps';

const steps = readmeSteps(readFileSync(join(__dirname, '../README.md'), 'utf8'));

test('our own README installs backend and frontend, and tells the old system where they stand', () =>
  expect(steps.map(step => (step.kind === 'run' ? step.command : step.file))).toEqual([
    'yarn workspace backend add @autocura/backstage-plugin-backend',
    'packages/backend/src/index.ts',
    'yarn workspace app add @autocura/backstage-plugin',
    'packages/app/src/App.tsx',
    'packages/app/src/components/catalog/EntityPage.tsx',
    'packages/app/src/components/catalog/EntityPage.tsx',
  ]));

const step = {
  kind: 'edit' as const,
  file: 'App.tsx',
  before: '</Routes>',
  imports: ["import { A } from 'a';"],
  code: ['<A />'],
};

test('code goes before the line that it names, imports to the top', () =>
  expect(edited('const routes = (\n<Routes>\n</Routes>);', step)).toBe(
    "import { A } from 'a';\nconst routes = (\n<Routes>\n<A />\n</Routes>);",
  ));

test('a file that is not as it was thought to be is not guessed at', () =>
  expect(() => edited('nothing', step)).toThrow('App.tsx has no line with </Routes>'));

import { startTestBackend } from '@backstage/backend-test-utils';
import { scaffolderActionsExtensionPoint, type TemplateAction } from '@backstage/plugin-scaffolder-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePolicy } from '../act/policyFile';
import { createPolicy } from './createPolicy';
import { policyTemplates } from './module';

const workspacePath = mkdtempSync(join(tmpdir(), 'policy-'));
afterAll(() => rmSync(workspacePath, { recursive: true, force: true }));

const rule = { name: 'restarts of the shop', services: ['payment'], actions: ['restart'] };
const write = (input: object) => {
  const parsed = { path: 'policies/healing.yaml', mode: 'approve' as const, ...rule, ...input };
  return createPolicy().handler(createMockActionContext({ input: parsed, workspacePath }));
};

test('writes a policy that the healer reads', async () => {
  await write({});
  const text = readFileSync(join(workspacePath, 'policies/healing.yaml'), 'utf8');
  expect(parsePolicy(text)).toMatchObject([
    { name: 'restarts of the shop', match: { action: ['restart'], service: ['payment'] }, mode: 'approve' },
  ]);
});

test.each([
  ['out of its workspace', { path: '../elsewhere.yaml' }],
  ['what the healer would refuse', { path: 'wrong.yaml', mode: 'whenever' }],
])('writes nothing %s', async (_, input) => {
  await expect(write(input)).rejects.toThrow();
  expect(existsSync(join(workspacePath, input.path))).toBe(false);
});

test('is one of the actions of the scaffolder', async () => {
  const added: TemplateAction<never, never, never>[] = [];
  const backend = await startTestBackend({
    extensionPoints: [
      [scaffolderActionsExtensionPoint, { addActions: (...actions) => void added.push(...(actions as never[])) }],
    ],
    features: [policyTemplates],
  });
  expect(added.map(({ id }) => id)).toEqual(['autocura:policy:create']);
  await backend.stop();
});

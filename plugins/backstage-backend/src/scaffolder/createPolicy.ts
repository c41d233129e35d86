import { modes } from '@autocura/common';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { stringify } from 'yaml';
import { parsePolicy } from '../act/policyFile';

/** Writes a healing policy of one rule into the workspace, as the healer itself reads it. */
export const createPolicy = () =>
  createTemplateAction({
    id: 'autocura:policy:create',
    description: 'Writes a healing policy: what may be done about which services, and whether a person has to agree',
    supportsDryRun: true,
    schema: {
      input: {
        path: z => z.string().min(1).default('autocura-policy.yaml').describe('Of the file, within the workspace'),
        name: z => z.string().min(1).describe('What the rule is for, in words'),
        services: z => z.array(z.string().min(1)).min(1).describe('As metrics and alerts call them'),
        actions: z => z.array(z.string().min(1)).min(1).describe('Such as restart or roll-back'),
        mode: z => z.enum(modes).default('approve').describe('approve: a person agrees first'),
      },
      output: { path: z => z.string() },
    },
    async handler({ input, workspacePath, output }) {
      const { path, name, services, actions, mode } = input;
      const text = stringify([{ name, match: { action: actions, service: services }, mode }]);
      try {
        parsePolicy(text);
      } catch (error) {
        throw new InputError(error instanceof Error ? error.message : String(error));
      }
      const file = resolveSafeChildPath(workspacePath, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
      output('path', path);
    },
  });

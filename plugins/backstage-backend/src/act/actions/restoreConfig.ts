import { z } from 'zod';
import { action } from '../action';
import { name, version } from '../bounds';

export const restoreConfig = action({
  id: 'restore-config',
  params: z.strictObject({ service: name, config: name, version }),
  describe: ({ service, config, version: to }) => `Set the configuration ${config} of ${service} to version ${to}`,
  reversible: 'reversible',
});

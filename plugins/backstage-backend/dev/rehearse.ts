import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rehearse } from '../src/rehearse/rehearse';
import { rehearsalTable } from './rehearsalTable';

const usage = 'rehearse --namespace NAME [--kubeconfig FILE] [--action ID,…] [--beside-others]';

/**
 * Does each action on Kubernetes on objects of its own, and takes it back. Exit code 1: one failed; 2: nothing was
 * rehearsed.
 */
async function main() {
  const { values } = parseArgs({
    options: {
      namespace: { type: 'string' },
      kubeconfig: { type: 'string', default: process.env.KUBECONFIG ?? join(homedir(), '.kube', 'config') },
      action: { type: 'string' },
      'beside-others': { type: 'boolean', default: false },
    },
  });
  if (!values.namespace) throw new Error(usage);
  const rows = await rehearse({
    namespace: values.namespace,
    kubeconfig: values.kubeconfig,
    actions: values.action?.split(',').filter(Boolean),
    besideOthers: values['beside-others'],
    hear: ({ action, outcome }) => console.error(`${action}: ${outcome}`),
  });
  console.log(rehearsalTable(rows));
  process.exitCode = rows.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { kubernetesActions, roleOf } from '../src/act/kubernetes';

/** Writes the Role of each action on Kubernetes from what the action says it needs. */
const folder = join(__dirname, '../../../provisioning/kubernetes');
mkdirSync(folder, { recursive: true });
for (const action of kubernetesActions) writeFileSync(join(folder, `${action.id}.yaml`), roleOf(action));

import type { Step } from '@autocura/common';
import { type KubernetesAction, patches, reads, refused } from './action';
import { rollout } from './argo';
import { leftWhileReplacing, refuseFewerThan } from './disruption';
import { findWorkload, type Workload } from './findWorkload';
import { understood } from './objects';
import { refuseOwned, type Source } from './ownership';
import { isDone, replaced } from './prepared';
import { budgets, controllerRevisions, deployments, replicaSets, rollouts, statefulSets } from './resources';
import { exactly, isVersion, revisions } from './revisions';
import { refuseUnrollable } from './rollout';

const kinds = [deployments, statefulSets, rollouts];

/** As `kubectl rollout undo` does: an earlier template again. A rollout that is stuck is no reason to wait. */
export const rollBack: KubernetesAction<{ service: string; version: string }> = {
  id: 'roll-back',
  rights: [...reads(...kinds, replicaSets, controllerRevisions, budgets), ...patches(...kinds)],
  async prepare({ service, version }, site, key) {
    const workload = await findWorkload(service, site, kinds);
    if (isDone(workload, key)) return undefined;
    const { object, title } = workload;
    refuseUnrollable(workload);
    refuseOwned(object, ['spec', 'template'], title, site, source => insteadOf(workload, service, source));
    const kept = await revisions(workload, site);
    // A version that was released twice means what ran last.
    const wanted = kept.find(revision => isVersion(revision, version));
    if (!wanted) throw refused(`${title} keeps no version ${version}`);
    if (wanted.current) return undefined;
    await refuseFewerThan(leftWhileReplacing(workload), workload, site);
    return replaced(workload, [{ op: 'replace', path: '/spec/template', value: wanted.template }], key);
  },
  async state({ service }, site) {
    const now = (await revisions(await findWorkload(service, site, kinds), site)).find(({ current }) => current);
    return now && { service, version: exactly(now.number) };
  },
};

/** A release under way is aborted, whoever wrote its template; what Argo CD brought goes back through it. */
function insteadOf({ resource, answer }: Workload, service: string, source: Source | undefined): Step | undefined {
  if (resource === rollouts) {
    const { currentPodHash, stableRS } = understood(rollout, answer).status;
    const isUnderWay = stableRS !== '' && currentPodHash !== stableRS;
    if (isUnderWay) return { action: 'abort-rollout', target: service, params: { service, aborted: true } };
  }
  if (source?.kind !== 'Application') return undefined;
  return { action: 'roll-back-application', target: source.name, params: { application: source.name } };
}

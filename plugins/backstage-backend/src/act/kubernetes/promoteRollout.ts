import { type KubernetesAction, reads, refused, type Site } from './action';
import { analysisRun } from './argo';
import { understood } from './objects';
import { findRelease, type Release, steered } from './releases';
import { analysisRuns, rollouts } from './resources';

const hashLabel = 'rollouts-pod-template-hash';

/**
 * Lets a release go on from where it waits, to its next step and never past its analysis. It has to have been measured,
 * and to have measured well. Taken back by aborting it.
 */
export const promoteRollout: KubernetesAction<{ service: string }, { service: string; aborted: boolean }> = {
  id: 'promote-rollout',
  rights: [...reads(rollouts, analysisRuns), { resource: rollouts, subresource: 'status', verbs: ['patch'] }],
  async prepare({ service }, site) {
    const found = await findRelease(service, site);
    const { title, release } = found;
    const { abort, currentPodHash, stableRS, pauseConditions } = release.status;
    if (currentPodHash === stableRS) throw refused(`no release of ${title} is under way`);
    if (abort) throw refused(`the release of ${title} was aborted`);
    if (release.spec.paused) throw refused(`${title} was paused by somebody`);
    if (pauseConditions.length === 0) return undefined;
    if (pauseConditions.some(({ reason }) => reason === 'InconclusiveAnalysisRun')) {
      throw refused(`the analysis of ${title} came to no conclusion`);
    }
    await refuseUnmeasured(found, site);
    return steered(found, { pauseConditions: null });
  },
  state: async ({ service }) => ({ service, aborted: true }),
};

const fails = ['Failed', 'Error', 'Inconclusive'];

async function refuseUnmeasured({ namespace, release, title }: Release, { cluster }: Site): Promise<void> {
  const labels = `${hashLabel}=${release.status.currentPodHash}`;
  const answers = await cluster.list({ resource: analysisRuns, namespace }, { labels });
  const runs = answers
    .map(answer => understood(analysisRun, answer))
    .filter(({ metadata }) => metadata.ownerReferences.some(({ uid }) => uid === release.metadata.uid));
  const bad = runs.find(({ status }) => fails.includes(status.phase));
  if (bad) throw refused(`AnalysisRun ${bad.metadata.name} of ${title} is ${bad.status.phase}`);
  const measured = runs.flatMap(({ status }) => status.metricResults).some(({ successful }) => successful > 0);
  if (!measured) throw refused(`no analysis has measured the new version of ${title}`);
}

import { type KubernetesAction, reads, refused } from './action';
import { findRelease, steered } from './releases';
import { rollouts } from './resources';

/** Traffic goes back to the version before; taken back, the release begins anew. */
export const abortRollout: KubernetesAction<{ service: string; aborted: boolean }> = {
  id: 'abort-rollout',
  rights: [...reads(rollouts), { resource: rollouts, subresource: 'status', verbs: ['patch'] }],
  async prepare({ service, aborted }, site) {
    const found = await findRelease(service, site);
    const { abort, currentPodHash, stableRS } = found.release.status;
    if (abort === aborted) return undefined;
    if (currentPodHash === stableRS) throw refused(`no release of ${found.title} is under way`);
    if (stableRS === '') throw refused(`${found.title} has no version to go back to`);
    return steered(found, { abort: aborted });
  },
  async state({ service }, site) {
    return { service, aborted: (await findRelease(service, site)).release.status.abort };
  },
};

import { type KubernetesAction, patches, reads, refused } from './action';
import { asked, deployed, findApplication, refuseBusy, syncsByItself } from './applications';
import { isDone } from './prepared';
import { applications, projects } from './resources';

/** To the revision that Argo CD has compared and shows as what is to be; taken back to what was deployed before. */
export const syncApplication: KubernetesAction<{ application: string }, { application: string; deployment: number }> = {
  id: 'sync-application',
  rights: [...reads(applications, projects), ...patches(applications)],
  async prepare({ application }, site, key) {
    const target = await findApplication(application, site);
    if (isDone(target, key)) return undefined;
    const { sync, resources } = target.object.status;
    if (sync.status === 'Synced') return undefined;
    if (sync.status !== 'OutOfSync' || sync.revision === '') {
      throw refused(`Argo CD does not know what ${target.title} is to be`);
    }
    await refuseBusy(target, site);
    const { changes, ...prepared } = asked(target, { revision: sync.revision }, key);
    const behind = resources.filter(({ status }) => status === 'OutOfSync');
    return {
      ...prepared,
      changes: foretold => [
        ...changes(foretold),
        ...behind.map(({ kind, namespace, name }) => ({
          object: `${kind} ${[namespace, name].filter(Boolean).join('/')}`,
          ...{ field: '', from: 'OutOfSync', to: 'Synced' },
        })),
      ],
    };
  },
  /** What syncs by itself would come back from there. */
  async state({ application }, site) {
    const target = await findApplication(application, site);
    const last = syncsByItself(target) ? undefined : deployed(target);
    return last && { application, deployment: last.id };
  },
};

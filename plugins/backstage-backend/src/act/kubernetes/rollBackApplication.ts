import { type KubernetesAction, patches, reads, refused } from './action';
import { asked, deployed, findApplication, refuseBusy, syncsByItself } from './applications';
import { isDone } from './prepared';
import { applications, projects } from './resources';

/** To an earlier deployment that Argo CD keeps, by its number there. */
export const rollBackApplication: KubernetesAction<{ application: string; deployment: number }> = {
  id: 'roll-back-application',
  rights: [...reads(applications, projects), ...patches(applications)],
  async prepare({ application, deployment }, site, key) {
    const target = await findApplication(application, site);
    if (isDone(target, key)) return undefined;
    const { object, title } = target;
    if (syncsByItself(target)) {
      throw refused(`${title} syncs by itself, and would come back to what git says: it has to be taken back there`);
    }
    const wanted = object.status.history.find(({ id }) => id === deployment);
    if (!wanted?.source || wanted.revision === '') throw refused(`${title} keeps no deployment ${deployment}`);
    if (deployed(target)?.id === deployment) return undefined;
    await refuseBusy(target, site);
    return asked(target, { revision: wanted.revision, source: wanted.source }, key);
  },
  async state({ application }, site) {
    const last = deployed(await findApplication(application, site));
    return last && { application, deployment: last.id };
  },
};

import { type KubernetesAction, patches, reads, refused } from './action';
import type { ApplicationObject } from './argo';
import { asked, deployed, findApplication, refuseBusy, syncsByItself } from './applications';
import { isDone } from './prepared';
import { applications, projects } from './resources';

/** To an earlier deployment that Argo CD keeps, by its number there, or to the one before the last. */
export const rollBackApplication: KubernetesAction<{ application: string; deployment?: number }> = {
  id: 'roll-back-application',
  rights: [...reads(applications, projects), ...patches(applications)],
  async prepare({ application, deployment }, site, key) {
    const target = await findApplication(application, site);
    if (isDone(target, key)) return undefined;
    const { object, title } = target;
    if (syncsByItself(target)) {
      throw refused(`${title} syncs by itself, and would come back to what git says: it has to be taken back there`);
    }
    const last = deployed(target);
    const wanted =
      deployment === undefined ? before(object, last) : object.status.history.find(({ id }) => id === deployment);
    if (!wanted?.source || wanted.revision === '') {
      throw refused(`${title} keeps no deployment ${deployment ?? 'before the last'}`);
    }
    if (wanted.id === last?.id) return undefined;
    await refuseBusy(target, site);
    return asked(target, { revision: wanted.revision, source: wanted.source }, key);
  },
  async state({ application }, site) {
    const last = deployed(await findApplication(application, site));
    return last && { application, deployment: last.id };
  },
};

type Deployment = ApplicationObject['status']['history'][number];

/** What was deployed before what is there: the newest of another revision. */
const before = ({ status }: ApplicationObject, last: Deployment | undefined) =>
  status.history
    .filter(({ id, revision }) => last && id < last.id && revision !== last.revision)
    .reduce<Deployment | undefined>((newest, one) => (newest && newest.id > one.id ? newest : one), undefined);

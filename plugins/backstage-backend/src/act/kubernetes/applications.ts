import { refused, type Site } from './action';
import { application, type ApplicationObject, project } from './argo';
import { fieldManager } from './cluster';
import { fieldChanges } from './fieldChanges';
import { findOne } from './findOne';
import { understood } from './objects';
import { merged, type Target } from './prepared';
import { applications, projects } from './resources';

export type ApplicationTarget = Target & { object: ApplicationObject };

/** An Application of Argo CD, where Applications are. */
export const findApplication = (name: string, site: Site): Promise<ApplicationTarget> =>
  findOne(applications, application, name, { ...site, namespaces: site.ownerNamespaces });

/** Whether it would come back by itself to what git says. */
export const syncsByItself = ({ object: { spec } }: ApplicationTarget) =>
  Boolean(spec.syncPolicy?.automated) && spec.syncPolicy?.automated?.enabled !== false;

/** What was deployed last, as far as it is kept. */
export const deployed = ({ object: { status } }: ApplicationTarget) =>
  status.history.reduce<(typeof status.history)[number] | undefined>(
    (last, one) => (last === undefined || one.id > last.id ? one : last),
    undefined,
  );

/** Throws where an operation would not be begun, or where nobody here can tell whether it may be. */
export async function refuseBusy({ object, namespace, title }: ApplicationTarget, { cluster }: Site): Promise<void> {
  const { operation, spec, status } = object;
  const isRunning = ['Running', 'Terminating'].includes(status.operationState?.phase ?? '');
  if (Boolean(operation) || isRunning) throw refused(`an operation of ${title} is under way`);
  if (spec.sources?.length) throw refused(`${title} has several sources`);
  const [found] = await cluster.list({ resource: projects, namespace }, { name: spec.project });
  if (found === undefined) throw refused(`the project ${spec.project} of ${title} is not there`);
  if (understood(project, found).spec.syncWindows.some(({ manualSync }) => !manualSync)) {
    throw refused(`the project ${spec.project} of ${title} has sync windows: a person has to see whether one is open`);
  }
}

/** Asks Argo CD for a sync, which it does by itself. Nothing is ever pruned. */
export function asked(target: ApplicationTarget, sync: { revision: string; source?: object }, key: string) {
  const { title, answer, object } = target;
  const syncOptions = object.spec.syncPolicy?.syncOptions;
  const operation = {
    initiatedBy: { username: fieldManager },
    info: [{ name: 'Reason', value: key }],
    sync: { ...sync, prune: false, ...(syncOptions && { syncOptions }) },
  };
  const prepared = merged(target, { operation }, key);
  const parts = ['metadata.annotations', 'operation.sync.revision'];
  return { ...prepared, changes: (foretold: unknown) => fieldChanges(title, answer, foretold, parts) };
}

import { createHash } from 'node:crypto';
import { type KubernetesAction, reads, refused } from './action';
import { findOne } from './findOne';
import { actionId, anyObject, conditionOf, job } from './objects';
import { jobs } from './resources';

/** Its owner says so: run twice it does what it does once. */
const idempotent = 'autocura.io/idempotent';
const addedByController = /^(batch\.kubernetes\.io\/)?(controller-uid|job-name)$/;

/** A copy of a Job that failed, under a name of its own that follows from the key. */
export const rerunJob: KubernetesAction<{ job: string }> = {
  id: 'rerun-job',
  rights: [...reads(jobs), { resource: jobs, verbs: ['create'] }],
  async prepare({ job: name }, site, key) {
    const { object, namespace = '', title } = await findOne(jobs, job, name, site);
    const { metadata, spec, status } = object;
    if (metadata.annotations[idempotent] !== 'true') throw refused(`${title} is not marked ${idempotent}: "true"`);
    if (status.active > 0) throw refused(`${title} still runs`);
    if (conditionOf(status.conditions, 'Failed') !== 'True') throw refused(`${title} has not failed`);
    const copy = `${name.slice(0, 50)}-${createHash('sha256').update(key).digest('hex').slice(0, 8)}`;
    const there = await site.cluster.list({ resource: jobs, namespace }, { name: copy });
    if (there.length > 0) return undefined;

    const { selector: _selector, manualSelector: _manual, suspend: _suspend, template, ...rest } = spec;
    const labels = Object.entries(template.metadata?.labels ?? {}).filter(([label]) => !addedByController.test(label));
    const create = {
      ...{ apiVersion: 'batch/v1', kind: 'Job' },
      metadata: { name: copy, namespace, annotations: { [actionId]: key, [idempotent]: 'true' } },
      spec: {
        ...rest,
        template: { ...template, metadata: { ...template.metadata, labels: Object.fromEntries(labels) } },
      },
    };
    return {
      write: { resource: jobs, namespace, create },
      changes: () => [{ object: `Job ${namespace}/${copy}`, field: '', to: `a copy of ${name}` }],
      bears: now => anyObject.safeParse(now).data?.metadata.annotations[actionId] === key,
    };
  },
};

import { type KubernetesAction, patches, reads } from './action';
import { findOne } from './findOne';
import { suspendable } from './objects';
import { refuseOwned } from './ownership';
import { merged } from './prepared';
import { cronJobs } from './resources';

export const suspendCronJob: KubernetesAction<{ cronJob: string; suspended: boolean }> = {
  id: 'suspend-cron-job',
  rights: [...reads(cronJobs), ...patches(cronJobs)],
  async prepare({ cronJob: name, suspended }, site, key) {
    const target = await findOne(cronJobs, suspendable, name, site);
    if (target.object.spec.suspend === suspended) return undefined;
    refuseOwned(target.object, ['spec', 'suspend'], target.title, site);
    return merged(target, { spec: { suspend: suspended } }, key);
  },
  async state({ cronJob: name }, site) {
    const { spec } = (await findOne(cronJobs, suspendable, name, site)).object;
    return { cronJob: name, suspended: spec.suspend };
  },
};

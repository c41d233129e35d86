import type { Configuration, ServicePlan, Settings } from '../plan';
import type { Slot } from './slot';

/** A service as it should be: what runs, in which version, in how many places. */
export interface Deployment {
  plan: ServicePlan;
  version: string;
  /** Code of each version beyond the service's own. */
  versions: Map<string, string[]>;
  /** Name of its configuration, the revision it has, and all that it ever had. */
  config: string;
  revision: string;
  revisions: Map<string, Configuration>;
  slots: Slot[];
  retries: Settings['retries'];
  shed: number;
  /** One operation at a time; the others wait. */
  last: Promise<unknown>;
}

const firstRevision = '1';

export const deploymentOf = (plan: ServicePlan, slot: (index: number) => Slot): Deployment => ({
  plan,
  version: plan.version,
  versions: new Map([[plan.version, []]]),
  config: `${plan.name}-config`,
  revision: firstRevision,
  revisions: new Map([[firstRevision, plan.configuration]]),
  slots: Array.from({ length: plan.replicas }, (_, index) => slot(index)),
  retries: { max: 1, budget: true },
  shed: 0,
  last: Promise.resolve(),
});

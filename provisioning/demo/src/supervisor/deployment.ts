import type { ServicePlan, Settings } from '../plan';
import type { Slot } from './slot';

/** A service as it should be: what runs, in which version, in how many places. */
export interface Deployment {
  plan: ServicePlan;
  version: string;
  /** Code of each version beyond the service's own. */
  versions: Map<string, string[]>;
  slots: Slot[];
  retries: Settings['retries'];
  shed: number;
  /** One operation at a time; the others wait. */
  last: Promise<unknown>;
}

export const deploymentOf = (plan: ServicePlan, slot: (index: number) => Slot): Deployment => ({
  plan,
  version: plan.version,
  versions: new Map([[plan.version, []]]),
  slots: Array.from({ length: plan.replicas }, (_, index) => slot(index)),
  retries: { max: 1, budget: true },
  shed: 0,
  last: Promise.resolve(),
});

import { refused } from './action';
import type { Workload } from './findWorkload';

/** Why all of a workload's pods are not yet those that are wanted; undefined when they are. */
export function underWay({ object: { metadata, spec, status } }: Workload): string | undefined {
  if (status.observedGeneration < metadata.generation) return 'its controller has not seen the last change yet';
  if (status.updatedReplicas < spec.replicas)
    return `${status.updatedReplicas} of ${spec.replicas} pods are up to date`;
  if (status.replicas > status.updatedReplicas)
    return `${status.replicas - status.updatedReplicas} old pods are still there`;
  return undefined;
}

/** Throws where a new template would not be rolled out. */
export function refuseUnrollable({ object: { spec }, title }: Workload): void {
  if (spec.paused) throw refused(`${title} is paused`);
  if (spec.updateStrategy?.type === 'OnDelete') throw refused(`${title} replaces its pods only when they are deleted`);
}

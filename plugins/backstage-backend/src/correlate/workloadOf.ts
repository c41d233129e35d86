/** Letters and digits that Kubernetes draws names from. */
const drawn = '[bcdfghjklmnpqrstvwxz2456789]';
const replicaSetPod = new RegExp(`^(.+)-${drawn}{6,10}-${drawn}{5}$`);
const drawnSuffix = new RegExp(`^(.+)-${drawn}{5}$`);
const ordinal = /^(.+)-\d+$/;

/** The workload a pod belongs to, by its name: without hash, drawn suffix or ordinal. */
export function workloadOf(pod: string): string {
  const deployment = replicaSetPod.exec(pod)?.[1];
  if (deployment !== undefined) return deployment;
  // A job's pod has a drawn suffix after the number of its run.
  const owner = drawnSuffix.exec(pod)?.[1] ?? pod;
  return ordinal.exec(owner)?.[1] ?? owner;
}

import type { Site } from './action';
import type { Workload } from './findWorkload';
import { controllerRevision, type PodTemplate, replicaSet, understood } from './objects';
import { controllerRevisions, replicaSets, rollouts, statefulSets } from './resources';

export interface Revision {
  number: number;
  template: PodTemplate;
  /** It is what the workload wants now. */
  current: boolean;
}

/** How a controller numbers its ReplicaSets, and the label that it adds to their pods. */
const deploymentsMarks = { number: 'deployment.kubernetes.io/revision', hash: 'pod-template-hash' };
const rolloutsMarks = { number: 'rollout.argoproj.io/revision', hash: 'rollouts-pod-template-hash' };

/** What a workload has run, as far as its cluster still keeps it, the newest first. */
export async function revisions(workload: Workload, site: Site): Promise<Revision[]> {
  const kept = await (workload.resource === statefulSets
    ? ofStatefulSet(workload, site)
    : ofReplicaSets(workload, site));
  return kept.sort((a, b) => b.number - a.number);
}

async function ofReplicaSets({ resource, namespace, object }: Workload, { cluster }: Site): Promise<Revision[]> {
  const { number, hash } = resource === rollouts ? rolloutsMarks : deploymentsMarks;
  const all = (await cluster.list({ resource: replicaSets, namespace })).map(answer => understood(replicaSet, answer));
  const own = all.filter(({ metadata }) => metadata.ownerReferences.some(({ uid }) => uid === object.metadata.uid));
  const now = object.metadata.annotations[number];
  return own.map(({ metadata, spec }) => ({
    number: Number(metadata.annotations[number] ?? 0),
    template: without(hash, spec.template),
    current: metadata.annotations[number] === now,
  }));
}

async function ofStatefulSet({ namespace, object }: Workload, { cluster }: Site): Promise<Revision[]> {
  const answers = await cluster.list({ resource: controllerRevisions, namespace });
  const all = answers.map(answer => understood(controllerRevision, answer));
  const own = all.filter(({ metadata }) => metadata.ownerReferences.some(({ uid }) => uid === object.metadata.uid));
  return own.map(({ metadata, revision, data }) => {
    const { $patch: _, ...template } = data.spec.template;
    return { number: revision, template, current: metadata.name === object.status.updateRevision };
  });
}

/** The label that a ReplicaSet adds of its own. */
function without(hash: string, template: PodTemplate): PodTemplate {
  const { [hash]: _, ...labels } = template.metadata?.labels ?? {};
  return { ...template, metadata: { ...template.metadata, labels } };
}

const exact = /^revision:(\d+)$/;

export const exactly = (number: number) => `revision:${number}`;

/** `revision:3`, a version by the label of the pods, or the tag of an image. */
export function isVersion({ number, template }: Revision, version: string): boolean {
  const [, wanted] = exact.exec(version) ?? [];
  if (wanted !== undefined) return number === Number(wanted);
  const named = template.metadata?.labels?.['app.kubernetes.io/version'];
  return named === version || template.spec.containers.some(({ image = '' }) => tagOf(image) === version);
}

const tagOf = (image: string) => /:([^/:@]+)(?:@|$)/.exec(image)?.[1];

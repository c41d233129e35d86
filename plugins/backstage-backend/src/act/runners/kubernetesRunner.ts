import { performance } from 'node:perf_hooks';
import { z } from 'zod';
import type { KubernetesAction, Prepared, Site } from '../kubernetes/action';
import type { Cluster, Write } from '../kubernetes/cluster';
import { ActionFailedError, type Leave, type Runner } from './runner';

type Params = Parameters<Runner['run']>[1];

export interface KubernetesSettings extends Omit<Site, 'cluster'> {
  cluster: Cluster;
  actions: KubernetesAction[];
  /** What was read longer ago than this, in milliseconds, is no ground to write on. */
  freshMs?: number;
}

const patched = z.object({ metadata: z.object({ uid: z.string() }) });
const evicted = z.object({ deleteOptions: z.object({ preconditions: z.object({ uid: z.string() }) }) });

/** Of the object that is there already. One that is only made has none yet. */
const uidOf = (write: Write, answer: unknown) =>
  'create' in write
    ? evicted.safeParse(write.create).data?.deleteOptions.preconditions.uid
    : patched.safeParse(answer).data?.metadata.uid;

/** Acts on Kubernetes: reads, objects, tries, and then writes once, all within a few seconds. */
export function kubernetesRunner({ actions, freshMs = 5_000, ...site }: KubernetesSettings): Runner {
  const { cluster } = site;
  const find = (id: string) => {
    const action = actions.find(known => known.id === id);
    if (!action) throw new ActionFailedError('refused', `"${id}" is nothing that is done on Kubernetes`);
    return action;
  };

  return {
    state: async (id, params) => find(id).state?.(params, site),

    async preview(id, params, key) {
      const prepared = await find(id).prepare(params, site, key);
      if (!prepared) return [];
      const answer = await cluster.dryRun(prepared.write);
      const uid = uidOf(prepared.write, answer);
      return prepared.changes(answer).map(change => ({ ...change, ...(uid !== undefined && { uid }) }));
    },

    async run(id, params: Params, key, leave?: Leave) {
      // Unlike the wall clock, it is not set.
      const readAt = performance.now();
      const prepared = await find(id).prepare(params, site, key);
      if (!prepared) return;
      await cluster.dryRun(prepared.write);
      if (performance.now() - readAt > freshMs) {
        throw new ActionFailedError('before', `what was read of Kubernetes is older than ${freshMs} ms`);
      }
      try {
        await cluster.write(prepared.write, leave);
      } catch (error) {
        if (!(error instanceof ActionFailedError) || error.when !== 'unknown') throw error;
        if (!(await happened(prepared))) throw error;
      }
    },
  };

  /** An answer that got lost does not make a change undone: what is there now says whether it was this one. */
  async function happened({ write, bears }: Prepared) {
    if (!bears) return false;
    const { resource, namespace, name = 'create' in write ? write.create.metadata.name : undefined } = write;
    if (name === undefined) return false;
    return cluster.list({ resource, namespace }, { name }).then(
      ([now]) => bears(now),
      () => false,
    );
  }
}

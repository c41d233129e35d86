import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { KubernetesAction, Prepared, Site } from '../kubernetes/action';
import type { Cluster, Write } from '../kubernetes/cluster';
import { ActionFailedError, type Leave, mayAct, type Runner } from './runner';

type Params = Parameters<Runner['run']>[1];

export interface KubernetesSettings extends Omit<Site, 'cluster'> {
  cluster: Cluster;
  actions: KubernetesAction[];
  /** What was read longer ago than this, in milliseconds, is no ground to write on. */
  freshMs?: number;
  /** How long the next write of several is waited for when something has to come about first, in milliseconds. */
  patienceMs?: number;
  /** Between two looks at whether it has. */
  pauseMs?: number;
  /** After so long no further write of several is begun, in milliseconds. */
  longestMs?: number;
}

const patched = z.object({ metadata: z.object({ uid: z.string() }) });
const evicted = z.object({ deleteOptions: z.object({ preconditions: z.object({ uid: z.string() }) }) });

/** Of the object that is there already. One that is only made has none yet. */
const uidOf = (write: Write, answer: unknown) =>
  'create' in write
    ? evicted.safeParse(write.create).data?.deleteOptions.preconditions.uid
    : patched.safeParse(answer).data?.metadata.uid;

/**
 * Acts on Kubernetes: reads, objects, tries, and then writes once, all within a few seconds; where several writes are
 * needed, so for each of them.
 */
export function kubernetesRunner(settings: KubernetesSettings): Runner {
  const { actions, freshMs = 5_000, patienceMs = 60_000, pauseMs = 1_000, longestMs = 900_000, ...site } = settings;
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
      const done: string[] = [];
      const beganAt = performance.now();
      let movedAt = beganAt;
      for (;;) {
        try {
          const prepared = await writeNext(find(id), params, key, leave);
          if (prepared?.part === undefined) return told(done);
          done.push(prepared.part);
          movedAt = performance.now();
          if (movedAt - beganAt > longestMs) {
            throw new ActionFailedError('refused', `more of it than can be done in ${longestMs / 1000} s`);
          }
        } catch (error) {
          if (done.length === 0) throw error;
          if (!isBefore(error) || !mayAct(leave) || performance.now() - movedAt > patienceMs)
            throw halfDone(done, error);
          await sleep(pauseMs);
        }
      }
    },
  };

  async function writeNext(action: KubernetesAction, params: Params, key: string, leave?: Leave) {
    // Unlike the wall clock, it is not set.
    const readAt = performance.now();
    const prepared = await action.prepare(params, site, key);
    if (!prepared) return undefined;
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
    return prepared;
  }

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

const isBefore = (error: unknown) => error instanceof ActionFailedError && error.when === 'before';

const mostTold = 10;

/** What was done, as far as there is more to say than that it was. */
function told(done: string[]): string | undefined {
  if (done.length === 0) return undefined;
  const more = done.length - mostTold;
  return [...done.slice(0, mostTold), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

/** What was begun may not be tried again as if nothing had happened, and people have to know how far it got. */
function halfDone(done: string[], error: unknown): ActionFailedError {
  const why = error instanceof Error ? error.message : String(error);
  return new ActionFailedError('unknown', `only a part of it was done: ${told(done)}. Then it ${why}`, {
    cause: error,
  });
}

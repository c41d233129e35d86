import { setTimeout as sleep } from 'node:timers/promises';
import { ApiException, KubeConfig, KubernetesObjectApi, type KubernetesObject } from '@kubernetes/client-node';

export type Json = Record<string, unknown>;

/** An object as it is there; what is beside `metadata` is read where it is known. */
export interface Thing extends Json {
  apiVersion: string;
  kind: string;
  metadata: { name: string; uid?: string; creationTimestamp?: string; generation?: number } & Json;
  spec?: Json;
  status?: Json;
}

export interface Named {
  apiVersion: string;
  kind: string;
  name: string;
}

/** Under this name the objects of a rehearsal are written, so that nobody takes them for a controller's. */
export const manager = 'autocura-rehearsal';

/** Every object of a rehearsal bears it, and so do the pods that come of it. */
export const label = 'autocura.io/rehearsal';

/** What has to be looked into before a namespace counts as empty. */
const looked: [string, string][] = [
  ['v1', 'Pod'],
  ['v1', 'PersistentVolumeClaim'],
  ['apps/v1', 'Deployment'],
  ['apps/v1', 'StatefulSet'],
  ['apps/v1', 'DaemonSet'],
  ['batch/v1', 'Job'],
  ['batch/v1', 'CronJob'],
  ['autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['policy/v1', 'PodDisruptionBudget'],
];
const perhaps: [string, string][] = [
  ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization'],
  ['helm.toolkit.fluxcd.io/v2', 'HelmRelease'],
];

/** The namespace in which actions are rehearsed, and the only one that is written to. */
export interface Stage {
  namespace: string;
  create(thing: Json): Promise<void>;
  patch(thing: Named, patch: Json): Promise<void>;
  read(thing: Named): Promise<Thing>;
  list(apiVersion: string, kind: string): Promise<Thing[]>;
  /** Names of what is there and is not of a rehearsal. */
  others(): Promise<string[]>;
  /** Removes all that is of a rehearsal, and waits until it is gone. */
  clear(): Promise<void>;
  /** Looks until it is so. Throws with `what` when that takes too long. */
  until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T>;
}

export function stageOf({
  kubeconfig,
  namespace,
  patienceMs = 120_000,
}: {
  kubeconfig: string;
  namespace: string;
  patienceMs?: number;
}): Stage {
  const config = new KubeConfig();
  config.loadFromFile(kubeconfig);
  const api = KubernetesObjectApi.makeApiClient(config);
  const header = ({ apiVersion, kind, name }: Named) => ({ apiVersion, kind, metadata: { name, namespace } });

  const list = async (apiVersion: string, kind: string) => {
    const { items } = await api.list(apiVersion, kind, namespace);
    return items.map(item => ({ ...plain(item), apiVersion, kind }));
  };
  const all = async () => {
    const there = await Promise.all(looked.map(([apiVersion, kind]) => list(apiVersion, kind)));
    // What a cluster does not serve, it has none of.
    const more = await Promise.all(perhaps.map(([apiVersion, kind]) => list(apiVersion, kind).catch(() => [])));
    return [...there, ...more].flat();
  };

  const stage: Stage = {
    namespace,
    async create(thing) {
      const { metadata } = thing as unknown as Thing;
      const labels = { ...(metadata.labels as object | undefined), [label]: 'yes' };
      const body = { ...thing, metadata: { ...metadata, namespace, labels } };
      await api.create(body as unknown as KubernetesObject, undefined, undefined, manager);
    },
    async patch(thing, patch) {
      await api.patch({ ...header(thing), ...patch }, undefined, undefined, manager);
    },
    read: async thing => plain(await api.read(header(thing))),
    list,
    others: async () =>
      (await all()).filter(({ metadata }) => !isOurs(metadata)).map(({ kind, metadata }) => `${kind} ${metadata.name}`),
    async clear() {
      const ours = (await all()).filter(({ metadata }) => isOurs(metadata));
      for (const { apiVersion, kind, metadata } of ours.filter(({ kind: one }) => one !== 'Pod')) {
        const thing = header({ apiVersion, kind, name: metadata.name });
        await api.delete(thing, undefined, undefined, undefined, undefined, 'Background').catch(unlessGone);
      }
      await stage.until('its objects to go', async () => !(await all()).some(({ metadata }) => isOurs(metadata)));
    },
    async until(what, look) {
      const end = Date.now() + patienceMs;
      for (;;) {
        const found = await look();
        if (found !== undefined && found !== false) return found;
        if (Date.now() > end) throw new Error(`waited ${patienceMs / 1000} s for ${what}`);
        await sleep(200);
      }
    },
  };
  return stage;
}

/** The client makes dates of some texts; what goes over the wire has none. */
const plain = (answer: unknown) => JSON.parse(JSON.stringify(answer)) as Thing;

const isOurs = ({ labels }: Thing['metadata']) => (labels as Json | undefined)?.[label] === 'yes';

export const isNotServed = (error: unknown) => error instanceof ApiException && error.code === 404;

function unlessGone(error: unknown): void {
  if (!isNotServed(error)) throw error;
}

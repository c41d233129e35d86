import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { acting } from '../act';
import { bystanders, kubernetesActions, kubernetesCluster } from '../act/kubernetes';
import { kubernetesRunner } from '../act/runners/kubernetesRunner';
import { notRehearsed, type Rehearsal, rehearsals } from './rehearsals';
import { isNotServed, manager, type Stage, stageOf } from './stage';

/** What became of the rehearsal of one action. */
export interface Rehearsed {
  action: string;
  /** `done`: it changed what it says; `failed` and `not rehearsed` come with the reason. */
  outcome: 'done' | 'failed' | 'not rehearsed';
  /** What was before came back, or it has no way back. */
  wayBack?: 'taken' | 'none';
  /** From the act to the end of its way back. */
  seconds?: number;
  why?: string;
}

export interface RehearseOptions {
  kubeconfig: string;
  namespace: string;
  /** Of these actions only. */
  actions?: string[] | undefined;
  /** The namespace may hold something else. It is not touched. */
  besideOthers?: boolean | undefined;
  /** For each thing that has to come about, in milliseconds. */
  patienceMs?: number;
  hear?: (row: Rehearsed) => void;
}

/**
 * Does each action on Kubernetes in a namespace, on small objects of its own, takes it back, sees that all is as
 * before, and removes the objects. Throws where an action is unknown or the namespace holds something else.
 */
export async function rehearse(options: RehearseOptions): Promise<Rehearsed[]> {
  const { namespace, besideOthers = false, hear = () => undefined } = options;
  const ids = kubernetesActions.map(({ id }) => id).filter(id => options.actions?.includes(id) ?? true);
  const unknown = options.actions?.find(id => !ids.includes(id));
  if (unknown !== undefined) throw new Error(`"${unknown}" is nothing that is done on Kubernetes`);
  const stage = stageOf(options);
  const others = besideOthers ? [] : await stage.others();
  if (others.length > 0) throw new Error(`${namespace} holds ${others.slice(0, 5).join(', ')}: nothing was done there`);

  const rows: Rehearsed[] = [];
  for (const id of ids) {
    const row = await rehearseOne(id, stage, options);
    rows.push(row);
    hear(row);
  }
  return rows;
}

async function rehearseOne(action: string, stage: Stage, options: RehearseOptions): Promise<Rehearsed> {
  const rehearsal = rehearsals.find(one => one.action === action);
  const reason = notRehearsed[action];
  if (!rehearsal) return { action, outcome: 'not rehearsed', ...(reason !== undefined && { why: reason }) };
  try {
    // What an earlier rehearsal left that was interrupted.
    await stage.clear();
    return { action, outcome: 'done', ...(await perform(rehearsal, stage, options)) };
  } catch (error) {
    if (isNotServed(error)) return { action, outcome: 'not rehearsed', why: 'this cluster has no such kind of object' };
    return { action, outcome: 'failed', why: error instanceof Error ? error.message : String(error) };
  } finally {
    await stage.clear();
  }
}

async function perform(rehearsal: Rehearsal, stage: Stage, { kubeconfig, namespace }: RehearseOptions) {
  const { shows, settled } = rehearsal;
  const { act, preview, wayBack } = acting({ runners: { default: runnerOf(kubeconfig, namespace) } });
  await rehearsal.arrange(stage);
  const step = await rehearsal.step(stage);
  const key = `rehearsal/${randomUUID()}`;
  const before = await shows(stage);
  const back = await wayBack(step);
  const foretold = await preview(step, key);
  if (foretold?.length === 0) throw new Error('nothing was foretold to change');
  if (!isDeepStrictEqual(await shows(stage), before)) throw new Error('it was changed by foretelling it');

  const began = performance.now();
  await act(step, key);
  await stage.until('it to change something', async () => !isDeepStrictEqual(await shows(stage), before));
  await settled?.(stage);
  if (back) {
    await act(back, `${key}/undo`);
    const isBack = async () => isDeepStrictEqual(await shows(stage), before);
    await stage.until(`${JSON.stringify(before)} to show again`, isBack);
    await settled?.(stage);
    if (!(await isBack())) throw new Error(`what was before did not stay: ${JSON.stringify(before)}`);
  }
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { wayBack: back ? ('taken' as const) : ('none' as const), seconds };
}

/** As an installation has it, in this namespace alone. */
const runnerOf = (kubeconfig: string, namespace: string) =>
  kubernetesRunner({
    cluster: kubernetesCluster({ kubeconfig }),
    actions: kubernetesActions,
    namespaces: [namespace],
    ownerNamespaces: [namespace],
    protectedNames: [],
    isBystander: bystanders([manager]),
    now: () => new Date(),
  });

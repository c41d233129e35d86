import type { Fault } from '../../demo/src/fault';
import type { Change } from '../../demo/src/supervisor/changeFeed';
import type { Arm } from './types';

type Params = Record<string, string | number | boolean>;

/** What an arm knows and can do. */
export interface Hands {
  /** Told by the shop, the newest first. */
  changes(): Change[];
  /** Asks the supervisor, as Autocura would; false where it did not do it. */
  act(action: string, params: Params): Promise<boolean>;
  /** Epoch milliseconds. */
  now(): number;
  truth: Fault['truth'];
}

/** Called for the service of each alert that newly fires, one after the other. */
export type Reaction = (service: string) => Promise<void>;

const minuteMs = 60_000;
const mostRestarts = 3;
const recentMs = 10 * minuteMs;

/** Who looks after the shop, and how. Autocura hears and acts by itself. */
export const reactionOf: Record<Arm, (hands: Hands) => Reaction> = {
  autocura: () => nothing,
  none: () => nothing,
  restart: restarting,
  'rollback-or-restart': hands => {
    const restart = restarting(hands);
    const rollBack = rollingBack(hands);
    return async service => void ((await rollBack(service)) || (await restart(service)));
  },
  oracle: ({ act, truth }) => {
    let acted = false;
    return async () => {
      const [remedy] = truth.remedies;
      if (acted || !remedy) return;
      acted = true;
      await act(remedy.action, remedy.params);
    };
  },
};

async function nothing() {}

/** Each service at most once a minute and three times in all. */
function restarting({ act, now }: Hands): Reaction {
  const restarts = new Map<string, number[]>();
  return async service => {
    const before = restarts.get(service) ?? [];
    if (before.length >= mostRestarts || now() - (before.at(-1) ?? -Infinity) < minuteMs) return;
    restarts.set(service, [...before, now()]);
    await act('restart', { service });
  };
}

/** Takes back the newest recent change of the service, or else of any. Says whether it did. */
function rollingBack({ changes, act, now }: Hands): (service: string) => Promise<boolean> {
  const over = new Set<string>();
  const made = new Set<string>();
  return async service => {
    const recent = changes().filter(
      change =>
        now() - Date.parse(change.at) < recentMs && !over.has(change.id) && !made.has(stateOf(change, change.to)),
    );
    for (const change of [...recent.filter(each => each.service === service), ...recent]) {
      const step = backFrom(change);
      over.add(change.id);
      if (!step) continue;
      made.add(stateOf(change, change.from));
      if (await act(step.action, step.params)) return true;
    }
    return false;
  };
}

const stateOf = ({ kind, service, key }: Change, value: string | undefined) => [kind, service, key, value].join(' ');

function backFrom({ kind, service, key, from }: Change): { action: string; params: Params } | undefined {
  if (from === undefined) return undefined;
  if (kind === 'deploy') return { action: 'roll-back', params: { service, version: from } };
  if (kind === 'scale') return { action: 'scale', params: { service, replicas: Number(from) } };
  if (key === undefined) return undefined;
  if (kind === 'flag') return { action: 'set-flag', params: { flag: key, value: from } };
  return { action: 'restore-config', params: { service, config: key, version: from } };
}

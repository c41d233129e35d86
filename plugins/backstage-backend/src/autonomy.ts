import type { Autonomy } from '@autocura/common';
import type { FactsOptions } from './facts';
import { earned, type Remedy } from './learn';
import { failuresToday, granted } from './plan';

const day = 24 * 3_600_000;
/** So many incidents tell which remedies the service has. */
const lookBack = 50;

/** What each remedy of a service may do by itself now: all that were tried, and those of its latest incidents. */
export async function readAutonomy(
  { store, policy, watchedMs, now }: Pick<FactsOptions, 'store' | 'policy' | 'watchedMs' | 'now'>,
  service: string,
): Promise<Autonomy[]> {
  const at = now();
  const [rules, trials, untouched, past, incidents] = await Promise.all([
    policy(),
    store.trials([service]),
    store.untouched([service]),
    store.pastActions(new Date(at.getTime() - day)),
    store.incidents({ service, limit: lookBack }),
  ]);
  const suggested = incidents.items
    .flatMap(({ diagnosis }) => diagnosis?.hypotheses ?? [])
    .filter(hypothesis => hypothesis.service === service)
    .flatMap(({ failureMode, remedies }) => remedies.map(step => ({ failureMode, action: step.action, step })));
  const tried = trials.map(({ failureMode, action }) => ({
    ...{ failureMode, action },
    step: { action, target: service, params: { service } },
  }));
  const remedies = new Map([...tried, ...suggested].map(one => [JSON.stringify([one.failureMode, one.action]), one]));
  return [...remedies.values()].map(({ failureMode, action, step }) => {
    const remedy: Remedy = { failureMode, action, service };
    const own = earned(remedy, { trials, untouched }, watchedMs, at.toISOString());
    const { mode, from, limits } = granted(rules, step, failureMode, at.toISOString(), own);
    const failures = failuresToday(past, step.target, failureMode).length;
    return { ...own, mode, from, attemptsLeft: Math.max(0, limits.failuresPerDay - failures) };
  });
}

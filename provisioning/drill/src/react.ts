import type { Fault } from '../../demo/src/fault';
import type { Shop } from '../../demo/src/shop';
import type { AlertDesk } from './alertDesk';
import { reactionOf } from './arms';
import { persistent } from './persistent';
import type { Arm } from './types';

/** Lets the arm hear what fires from now on, one service after the other, and act as Autocura would. */
export function react(desk: AlertDesk, { urls }: Pick<Shop, 'urls'>, arm: Arm, truth: Fault['truth']) {
  let acts = 0;
  const reaction = reactionOf[arm]({
    changes: desk.changes,
    now: Date.now,
    truth,
    act: async (action, params) => {
      const order = {
        method: 'POST',
        headers: { authorization: `Bearer ${urls.supervisorToken}` },
        body: JSON.stringify({ params, idempotencyKey: `${arm}-${(acts += 1)}` }),
      };
      const answer = await persistent(() => fetch(`${urls.supervisor}/actions/${action}`, order)).catch(
        () => undefined,
      );
      await answer?.arrayBuffer();
      return answer?.ok ?? false;
    },
  });
  let last = Promise.resolve();
  desk.onFiring(service => {
    last = last.then(() => (desk.isAlerting(service) ? reaction(service) : undefined));
  });
}

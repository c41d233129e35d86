import type { Step } from '@autocura/common';
import { z } from 'zod';
import { scalar } from '../bounds';
import { call, expectDone } from './call';
import { ActionFailedError, type Leave, type Runner } from './runner';

const params = z.record(z.string(), scalar);

const fenceOf = (leave?: Leave): Record<string, string> =>
  leave ? { 'x-autocura-incident': encodeURIComponent(leave.incidentId), 'x-autocura-fence': String(leave.fence) } : {};

/** Acts through a supervisor of processes. It is asked for minutes at most: a rolling release takes its time. */
export function supervisorRunner({
  url,
  token,
  timeoutMs = 60_000,
}: {
  url: string;
  /** Bearer token. */
  token: string;
  timeoutMs?: number;
}): Runner {
  const base = url.replace(/\/+$/, '');
  const at = (path: string) => new URL(`${base}/actions/${path}`);
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };

  const state: Runner['state'] = async (action, asked) => {
    const target = at(`${encodeURIComponent(action)}/state`);
    for (const [key, value] of Object.entries(asked)) target.searchParams.set(key, String(value));
    const answer = await call({ method: 'GET', url: target, headers, timeoutMs: Math.min(timeoutMs, 5_000) });
    if (answer.status === 404) return undefined;
    expectDone(answer, 'the supervisor');
    return readParams(answer.body);
  };

  return {
    state,

    /** What is to be set, beside what is so now. */
    async preview(action, given) {
      const now = await state(action, given);
      const object = String(given.service ?? action);
      return (
        now && changed(now, given).map(([field, from, to]) => ({ object, field, from: String(from), to: String(to) }))
      );
    },

    async run(action, given, idempotencyKey, leave) {
      const body = JSON.stringify({ params: given, idempotencyKey });
      const answer = await call({
        method: 'POST',
        url: at(encodeURIComponent(action)),
        headers: {
          ...{ ...headers, ...fenceOf(leave), 'content-type': 'application/json' },
          'idempotency-key': idempotencyKey,
        },
        body,
        timeoutMs,
        ...(leave && { leave }),
      });
      expectDone(answer, 'the supervisor');
    },

    async fence(leave) {
      const own = { ...headers, ...fenceOf(leave) };
      const timeout = Math.min(timeoutMs, 5_000);
      const answer = await call({ method: 'POST', url: new URL(`${base}/fences`), headers: own, timeoutMs: timeout });
      // One that knows no fences has the idempotency key alone.
      if (answer.status !== 404) expectDone(answer, 'the supervisor');
    },
  };
}

const changed = (now: Step['params'], given: Step['params']) =>
  Object.entries(given).flatMap(([field, to]) => {
    const from = now[field];
    return from === undefined || from === to ? [] : [[field, from, to] as const];
  });

const answered = z.union([z.object({ params }).transform(answer => answer.params), params]);

/** Accepts the parameters bare or under `params`. */
function readParams(body: string) {
  try {
    return answered.parse(JSON.parse(body));
  } catch (error) {
    throw new ActionFailedError('before', 'the supervisor does not say how it is now', { cause: error });
  }
}

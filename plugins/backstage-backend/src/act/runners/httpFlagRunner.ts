import { z } from 'zod';
import { scalar } from '../bounds';
import { type Answer, expectDone } from './call';
import { below, callAllowed, reachOf, type System } from './callAllowed';
import { ActionFailedError, type Runner } from './runner';

export interface HttpFlagSettings extends System {
  /** Bearer token. */
  token: string;
  /** What may be set. */
  flags: string[];
  timeoutMs?: number;
}

const held = z.object({ value: scalar });

/**
 * Sets a flag in a store of yours: `GET <url>/<flag>` answers `{"value": …}` with an ETag, and `PUT` of the same sets
 * it where `If-Match` names the version that was read.
 */
export function httpFlagRunner({ token, flags, timeoutMs = 5_000, ...system }: HttpFlagSettings): Runner {
  const reach = { ...reachOf(system), timeoutMs };
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' };

  const read = async (flag: string) => {
    if (!flags.includes(flag)) throw new ActionFailedError('refused', `flag ${flag} is not on the list`);
    const answer = await callAllowed(reach, { method: 'GET', url: below(system, flag), headers }).catch(nothingDone);
    if (answer.status < 200 || answer.status >= 300) {
      const when = answer.status >= 400 && answer.status < 500 ? 'refused' : 'before';
      throw new ActionFailedError(when, `the store of flags answered ${answer.status} for ${flag}`);
    }
    const { etag } = answer.headers;
    // A weak one does not tell whether it is the very same.
    if (!etag || etag.startsWith('W/')) throw new ActionFailedError('refused', 'the store of flags tells no versions');
    return { etag, value: valueOf(answer) };
  };

  return {
    async state(_action, { flag }) {
      if (flag === undefined) return undefined;
      return { flag, value: (await read(String(flag))).value };
    },

    async preview(_action, { flag, value }) {
      const { value: now } = await read(String(flag));
      return now === value ? [] : [{ object: `flag ${flag}`, field: 'value', from: String(now), to: String(value) }];
    },

    async run(_action, { flag, value }, key, leave) {
      const name = String(flag);
      const { etag, value: before } = await read(name);
      if (before === value) return `flag ${name} was ${value} already`;
      try {
        const answer = await callAllowed(reach, {
          method: 'PUT',
          url: below(system, name),
          headers: { ...headers, 'content-type': 'application/json', 'if-match': etag, 'idempotency-key': key },
          body: JSON.stringify({ value }),
          ...(leave && { leave }),
        });
        if (answer.status === 412) throw new ActionFailedError('before', `flag ${name} has just been changed`);
        expectDone(answer, 'the store of flags');
      } catch (error) {
        if (!(error instanceof ActionFailedError) || error.when !== 'unknown') throw error;
        // An answer that got lost does not make a change undone.
        const now = await read(name).catch(() => undefined);
        if (now?.value !== value) throw error;
      }
      return `flag ${name}: ${value} instead of ${before}`;
    },
  };
}

function valueOf({ body }: Answer) {
  try {
    return held.parse(JSON.parse(body)).value;
  } catch (error) {
    throw new ActionFailedError('refused', 'the store of flags does not say how the flag is', { cause: error });
  }
}

/** What was only asked did nothing, however it ended. */
function nothingDone(error: unknown): never {
  if (error instanceof ActionFailedError && error.when === 'unknown') {
    throw new ActionFailedError('before', `the store of flags: ${error.message}`, { cause: error });
  }
  throw error;
}

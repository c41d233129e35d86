import { createHmac } from 'node:crypto';
import type { LookupFunction } from 'node:net';
import { type AllowedHost, allowedHost, guardedLookup } from './allowList';
import { call, expectDone } from './call';
import { ActionFailedError, type Runner } from './runner';

export interface WebhookSettings {
  /** Where every action goes. From the configuration, never from a step. */
  url: string;
  secret: string;
  allowed: AllowedHost[];
  timeoutMs?: number;
  now?: () => Date;
  lookup?: (host: AllowedHost) => LookupFunction;
}

/** Hex HMAC-SHA256 over timestamp, colon and body, as Grafana signs its own webhooks. */
export const signature = (secret: string, timestamp: string, body: string) =>
  createHmac('sha256', secret).update(`${timestamp}:${body}`).digest('hex');

/** Acts through a webhook of somebody else's, signed so that they can tell it is us and that it is fresh. */
export function webhookRunner({
  url,
  secret,
  allowed,
  timeoutMs = 2_000,
  now = () => new Date(),
  lookup = guardedLookup,
}: WebhookSettings): Runner {
  if (secret === '') throw new Error('a webhook needs a secret to sign with');
  const target = new URL(url);

  return {
    // A webhook is told, not asked: how things are now is known to the other side alone.
    state: async () => undefined,

    async run(action, params, idempotencyKey, leave) {
      const host = refuseOrAllow(target, allowed);
      const body = JSON.stringify({ action, params, idempotencyKey });
      const timestamp = String(Math.floor(now().getTime() / 1000));
      const answer = await call({
        method: 'POST',
        url: target,
        headers: {
          'content-type': 'application/json',
          'idempotency-key': idempotencyKey,
          'x-autocura-timestamp': timestamp,
          'x-autocura-signature': signature(secret, timestamp, body),
        },
        body,
        timeoutMs,
        ...(leave && { leave }),
        lookup: lookup(host),
      });
      expectDone(answer, target.host);
    },
  };
}

function refuseOrAllow(url: URL, allowed: AllowedHost[]) {
  try {
    return allowedHost(url, allowed);
  } catch (error) {
    throw new ActionFailedError('before', error instanceof Error ? error.message : String(error), { cause: error });
  }
}

import { createHmac } from 'node:crypto';
import { expectDone } from './call';
import { callAllowed, type Reach } from './callAllowed';
import type { Runner } from './runner';

export interface WebhookSettings extends Reach {
  /** Where every action goes. From the configuration, never from a step. */
  url: string;
  secret: string;
  now?: () => Date;
}

/** Hex HMAC-SHA256 over timestamp, colon and body, as Grafana signs its own webhooks. */
export const signature = (secret: string, timestamp: string, body: string) =>
  createHmac('sha256', secret).update(`${timestamp}:${body}`).digest('hex');

/** Acts through a webhook of somebody else's, signed so that they can tell it is us and that it is fresh. */
export function webhookRunner({
  url,
  secret,
  now = () => new Date(),
  timeoutMs = 2_000,
  ...reach
}: WebhookSettings): Runner {
  if (secret === '') throw new Error('a webhook needs a secret to sign with');
  const target = new URL(url);

  return {
    // A webhook is told, not asked: how things are now is known to the other side alone.
    state: async () => undefined,

    async run(action, params, idempotencyKey, leave) {
      const body = JSON.stringify({ action, params, idempotencyKey });
      const timestamp = String(Math.floor(now().getTime() / 1000));
      const answer = await callAllowed(
        { ...reach, timeoutMs },
        {
          method: 'POST',
          url: target,
          headers: {
            'content-type': 'application/json',
            'idempotency-key': idempotencyKey,
            'x-autocura-timestamp': timestamp,
            'x-autocura-signature': signature(secret, timestamp, body),
          },
          body,
          ...(leave && { leave }),
        },
      );
      expectDone(answer, target.host);
    },
  };
}

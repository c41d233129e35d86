import { z } from 'zod';
import { signature } from '../../act/runners/webhookRunner';
import { channelType } from './channel';
import { post } from './post';

/** Anybody's own receiver, signed so that they can tell it is us and that it is fresh. */
export const webhook = channelType({
  type: 'webhook',
  settings: z.strictObject({ url: z.url(), secret: z.string().min(16) }),
  open: ({ url, secret }, { now, fetch: send }) => ({
    send({ labels: _, ...message }, address, signal) {
      const body = JSON.stringify({ version: 1, to: address, ...message });
      const timestamp = String(Math.floor(now().getTime() / 1000));
      return post({
        ...{ url, body, signal, send },
        headers: {
          'idempotency-key': message.key,
          'x-autocura-timestamp': timestamp,
          'x-autocura-signature': signature(secret, timestamp, body),
        },
      });
    },
  }),
});

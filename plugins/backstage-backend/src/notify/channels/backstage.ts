import { z } from 'zod';
import { channelType } from './channel';
import { post } from './post';

const severities = { critical: 'critical', warning: 'high', info: 'normal' } as const;

/** Notifications of the Backstage this runs in. An address is an entity: a user, a group, or what somebody owns. */
export const backstage = channelType({
  type: 'backstage',
  settings: z.strictObject({}),
  open: (_, { notifications }) => ({
    async send({ subject, lines, link, severity, about, thread }, address, signal) {
      if (!notifications) return { state: 'refused', reason: 'this Backstage has no notifications', final: true };
      const reached = await notifications().catch((error: unknown) => String(error));
      if (typeof reached === 'string')
        return { state: 'refused', reason: `notifications cannot be reached (${reached})` };
      return post({
        url: `${reached.url}/notifications`,
        headers: { authorization: `Bearer ${reached.token}` },
        body: JSON.stringify({
          recipients: { type: 'entity', entityRef: address },
          payload: {
            title: subject,
            description: lines.join('\n'),
            ...(link && { link }),
            severity: about === 'over' ? 'low' : severities[severity],
            topic: 'autocura',
            // Of one scope a person has one notification: told once more it is the same.
            scope: thread,
          },
        }),
        signal,
        // Within this Backstage, whose address is its own to say.
        send: fetch,
      });
    },
  }),
});

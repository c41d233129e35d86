import { z } from 'zod';
import type { Message } from '../message';
import { channelType } from './channel';
import { post } from './post';

/** Events API, version 2. The address is for people; whom PagerDuty calls is behind the routing key. */
export const pagerduty = channelType({
  type: 'pagerduty',
  settings: z.strictObject({
    routingKey: z.string().regex(/^\w{32}$/, 'must be an integration key of 32 characters'),
    url: z.url().default('https://events.pagerduty.com'),
  }),
  open: ({ routingKey, url }, { fetch: send }) => ({
    send: (message, _address, signal) =>
      post({
        url: `${url.replace(/\/+$/, '')}/v2/enqueue`,
        body: JSON.stringify({ routing_key: routingKey, ...eventOf(message) }),
        signal,
        send,
      }),
  }),
});

/** Everything about one matter is one alert there: told once more it is the same, and over it is resolved. */
function eventOf({ about, thread, subject, lines, severity, service, incidentId, key, link, labels }: Message) {
  if (about === 'over') return { event_action: 'resolve', dedup_key: thread };
  return {
    event_action: 'trigger',
    dedup_key: thread,
    payload: {
      summary: subject,
      source: 'autocura',
      severity,
      component: service,
      class: 'incident',
      custom_details: { incident: incidentId, key, says: lines },
    },
    ...(link && { links: [{ href: link, text: labels.open }] }),
    client: 'Autocura',
  };
}

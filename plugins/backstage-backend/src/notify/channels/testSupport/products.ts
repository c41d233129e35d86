import { createHmac } from 'node:crypto';
import { z } from 'zod';
import type { Product } from './fakeReceiver';

const plainText = (longest: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(longest) });

const button = z.strictObject({
  type: z.literal('button'),
  action_id: z.string().max(255),
  text: plainText(75),
  url: z.url().max(3000).optional(),
  value: z.string().max(2000).optional(),
  style: z.enum(['primary', 'danger']).optional(),
});

/** https://docs.slack.dev/reference/methods/chat.postMessage */
export const slackMethod: Product = {
  path: '/api/chat.postMessage',
  body: z.strictObject({
    channel: z.string().regex(/^[CGDU]\w+$/),
    text: z.string().min(1).max(40_000),
    blocks: z
      .array(
        z.discriminatedUnion('type', [
          z.strictObject({ type: z.literal('header'), text: plainText(150) }),
          z.strictObject({
            type: z.literal('section'),
            text: z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(3000) }),
          }),
          z.strictObject({ type: z.literal('actions'), elements: z.array(button).min(1).max(25) }),
        ]),
      )
      .max(50),
    metadata: z.strictObject({
      event_type: z.string().min(1),
      event_payload: z.object({ key: z.string(), thread: z.string() }),
    }),
    unfurl_links: z.boolean(),
    unfurl_media: z.boolean(),
  }),
  keyOf: ({ metadata }: { metadata: { event_payload: { key: string } } }) => metadata.event_payload.key,
  check: ({ headers }) => (headers.authorization === 'Bearer xoxb-test' ? undefined : 'not_authed'),
  answers: {
    takes: { status: 200, body: '{"ok":true,"channel":"C1","ts":"1.2"}' },
    'asks to wait': { status: 429, body: '{"ok":false,"error":"ratelimited"}', headers: { 'retry-after': '1' } },
    fails: { status: 500, body: '{"ok":false,"error":"internal_error"}' },
    'refuses for good': { status: 200, body: '{"ok":false,"error":"channel_not_found"}' },
  },
};

const textBlock = z.strictObject({
  type: z.literal('TextBlock'),
  id: z.string().optional(),
  text: z.string().min(1),
  weight: z.enum(['Lighter', 'Default', 'Bolder']).optional(),
  size: z.enum(['Small', 'Default', 'Medium', 'Large']).optional(),
  color: z.enum(['Default', 'Attention', 'Warning', 'Good', 'Accent']).optional(),
  wrap: z.boolean().optional(),
});

/** A workflow "when a Teams webhook request is received", with an Adaptive Card of version 1.4. */
export const teamsWorkflow: Product = {
  path: '/workflows/1/triggers/manual/paths/invoke?sig=s',
  body: z.strictObject({
    type: z.literal('message'),
    attachments: z
      .array(
        z.strictObject({
          contentType: z.literal('application/vnd.microsoft.card.adaptive'),
          content: z.strictObject({
            $schema: z.literal('http://adaptivecards.io/schemas/adaptive-card.json'),
            type: z.literal('AdaptiveCard'),
            version: z.literal('1.4'),
            fallbackText: z.string(),
            body: z.array(textBlock).min(1),
            actions: z
              .array(z.strictObject({ type: z.literal('Action.OpenUrl'), title: z.string().min(1), url: z.url() }))
              .optional(),
          }),
        }),
      )
      .length(1),
  }),
  keyOf: ({ attachments: [card] }: { attachments: { content: { body: { id?: string }[] } }[] }) =>
    card?.content.body[0]?.id ?? '',
  check: ({ body }) => (Buffer.byteLength(body) <= 28_000 ? undefined : 'larger than 28 KB'),
  answers: {
    takes: { status: 202 },
    'asks to wait': { status: 429, headers: { 'retry-after': '1' } },
    fails: { status: 502 },
    'refuses for good': { status: 404 },
  },
};

/** https://developer.pagerduty.com/docs/events-api-v2-overview */
export const pagerdutyEvents: Product = {
  path: '/v2/enqueue',
  body: z.discriminatedUnion('event_action', [
    z.strictObject({
      routing_key: z.string().length(32),
      event_action: z.literal('trigger'),
      dedup_key: z.string().min(1).max(255),
      payload: z.strictObject({
        summary: z.string().min(1).max(1024),
        source: z.string().min(1),
        severity: z.enum(['critical', 'error', 'warning', 'info']),
        component: z.string().optional(),
        group: z.string().optional(),
        class: z.string().optional(),
        custom_details: z.record(z.string(), z.unknown()).optional(),
      }),
      links: z.array(z.strictObject({ href: z.url(), text: z.string() })).optional(),
      client: z.string().optional(),
      client_url: z.url().optional(),
    }),
    z.strictObject({
      routing_key: z.string().length(32),
      event_action: z.enum(['acknowledge', 'resolve']),
      dedup_key: z.string().min(1).max(255),
    }),
  ]),
  keyOf: ({ event_action: action, dedup_key: key }: { event_action: string; dedup_key: string }) => `${action} ${key}`,
  answers: {
    takes: { status: 202, body: '{"status":"success","message":"Event processed","dedup_key":"k"}' },
    'asks to wait': { status: 429, headers: { 'retry-after': '1' } },
    fails: { status: 500 },
    'refuses for good': { status: 400, body: '{"status":"invalid event"}' },
  },
};

/** What our own documentation promises to whoever receives our webhook. */
export const signedWebhook: Product = {
  path: '/hook',
  body: z.strictObject({
    version: z.literal(1),
    to: z.string(),
    key: z.string(),
    thread: z.string(),
    about: z.enum(['call', 'over']),
    kind: z.enum(['escalated', 'proposed', 'problem', 'healed']),
    incidentId: z.string(),
    service: z.string(),
    severity: z.enum(['critical', 'warning', 'info']),
    subject: z.string(),
    lines: z.array(z.string()),
    link: z.url().optional(),
    digest: z.string().optional(),
  }),
  keyOf: (_, { headers }) => String(headers['idempotency-key']),
  check({ headers, body }) {
    const signed = `${String(headers['x-autocura-timestamp'])}:${body}`;
    const expected = createHmac('sha256', webhookSecret).update(signed).digest('hex');
    return headers['x-autocura-signature'] === expected ? undefined : 'the signature does not fit';
  },
  answers: {
    takes: { status: 204 },
    'asks to wait': { status: 429, headers: { 'retry-after': '1' } },
    fails: { status: 503 },
    'refuses for good': { status: 410 },
  },
};
export const webhookSecret = 'a-secret-of-this-test';

/** POST /api/notifications/notifications, by the README of the notifications backend. */
export const backstageNotifications: Product = {
  path: '/api/notifications/notifications',
  body: z.strictObject({
    recipients: z.strictObject({ type: z.literal('entity'), entityRef: z.string().regex(/^\w+:\w+\/[\w.-]+$/) }),
    payload: z.strictObject({
      title: z.string().min(1),
      description: z.string().optional(),
      link: z.string().optional(),
      severity: z.enum(['critical', 'high', 'normal', 'low']),
      topic: z.string().optional(),
      scope: z.string().optional(),
    }),
  }),
  keyOf: ({ payload: { scope = '' } }: { payload: { scope?: string } }) => scope,
  check: ({ headers }) => (headers.authorization === 'Bearer a-plugin-token' ? undefined : 'no token'),
  answers: {
    takes: { status: 200, body: '[]' },
    'asks to wait': { status: 429, headers: { 'retry-after': '1' } },
    fails: { status: 500 },
    'refuses for good': { status: 404 },
  },
};

import { z } from 'zod';
import type { Message } from '../message';
import { channelType, type Sent } from './channel';
import { post } from './post';

/** Errors of Slack that pass by themselves; every other one needs a person. */
const passing = ['ratelimited', 'internal_error', 'fatal_error', 'service_unavailable', 'request_timeout'];
const answerShape = z.object({ ok: z.boolean(), error: z.string().optional() });

/** chat.postMessage with a bot's token. An address is a conversation or a member: `C0123`, `U0123`. */
export const slack = channelType({
  type: 'slack',
  settings: z.strictObject({
    token: z.string().min(1),
    url: z.url().default('https://slack.com/api'),
    /** Buttons, where Slack may call back: its requests are signed with this. */
    signingSecret: z.string().min(16).optional(),
  }),
  open: ({ token, url, signingSecret }, { fetch: send }) => ({
    send: (message, address, signal) =>
      post({
        url: `${url.replace(/\/+$/, '')}/chat.postMessage`,
        headers: { authorization: `Bearer ${token}` },
        body: JSON.stringify(bodyOf(message, address, signingSecret !== undefined)),
        signal,
        send,
        read,
      }),
  }),
});

function read(body: string): Sent {
  const parsed = answerShape.safeParse(json(body));
  if (!parsed.success) return { state: 'refused', reason: 'Slack answered something else' };
  const { ok, error = 'no reason' } = parsed.data;
  if (ok) return { state: 'delivered' };
  return { state: 'refused', reason: `Slack said ${error}`, ...(!passing.includes(error) && { final: true }) };
}

function bodyOf(message: Message, channel: string, buttons: boolean) {
  const { subject, lines, key, thread, link, labels, about, digest, incidentId } = message;
  const button = (action: string, text: string, style: object = {}) => ({
    ...{ type: 'button', action_id: action, text: { type: 'plain_text', text }, ...style },
    value: JSON.stringify({ notice: thread, incident: incidentId, ...(digest !== undefined && { digest }) }),
  });
  const elements = [
    ...(link
      ? [{ type: 'button', action_id: 'open', text: { type: 'plain_text', text: labels.open }, url: link }]
      : []),
    ...(buttons && about === 'call' ? [button('acknowledge', labels.acknowledge)] : []),
    ...(buttons && digest !== undefined ? [button('approve', labels.approve, { style: 'primary' })] : []),
  ];
  return {
    channel,
    text: `${subject}\n${lines.join('\n')}`,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: subject } },
      { type: 'section', text: { type: 'mrkdwn', text: lines.map(escaped).join('\n') } },
      ...(elements.length > 0 ? [{ type: 'actions', elements }] : []),
    ],
    metadata: { event_type: 'autocura_notice', event_payload: { key, thread } },
    unfurl_links: false,
    unfurl_media: false,
  };
}

/** What is told must neither mention people nor hide a link. */
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

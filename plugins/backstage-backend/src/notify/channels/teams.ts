import { z } from 'zod';
import type { Message } from '../message';
import { channelType, type Sent } from './channel';
import { post } from './post';

/** A workflow of Teams that posts an Adaptive Card. Which conversation it posts to is the workflow's; the address is for people. */
export const teams = channelType({
  type: 'teams',
  settings: z.strictObject({ url: z.url() }),
  open: ({ url }, { fetch: send }) => ({
    send: (message, _address, signal) => post({ url, body: JSON.stringify(bodyOf(message)), signal, send, read }),
  }),
});

/** Connectors of old answer 200 and say in the body that Teams itself refused. */
function read(body: string): Sent {
  const refused = /HTTP error (\d{3})/.exec(body);
  return refused ? { state: 'refused', reason: `Teams answered ${refused[1]}` } : { state: 'delivered' };
}

const bodyOf = ({ subject, lines, severity, key, link, labels }: Message) => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        fallbackText: `${subject}. ${lines.join(' ')}`,
        body: [
          {
            ...{ type: 'TextBlock', id: key, text: plain(subject), weight: 'Bolder', size: 'Medium', wrap: true },
            color: { critical: 'Attention', warning: 'Warning', info: 'Default' }[severity],
          },
          ...lines.map(line => ({ type: 'TextBlock', text: plain(line), wrap: true })),
        ],
        ...(link && { actions: [{ type: 'Action.OpenUrl', title: labels.open, url: link }] }),
      },
    },
  ],
});

/** A card's text is Markdown; an alert's words are not. */
const plain = (text: string) => text.replace(/[\\`*_[\]<>]/g, '\\$&');

import { z } from 'zod';
import { backstage } from './backstage';
import type { Channel, Host } from './channel';
import { email } from './email';
import { pagerduty } from './pagerduty';
import { slack } from './slack';
import { teams } from './teams';
import { webhook } from './webhook';

export type { Channel, ChannelType, Host, Sent } from './channel';

const common = {
  /** Messages in a minute, at most; what is more waits its turn. */
  perMinute: z.number().int().min(1).max(600).default(20),
  /** BCP 47. */
  language: z.string().min(2).max(35).default('en'),
};

/** One entry of the configuration, by the type that it names. */
export const channelSettings = z.discriminatedUnion('type', [
  email.settings.extend({ type: z.literal(email.type), ...common }),
  slack.settings.extend({ type: z.literal(slack.type), ...common }),
  teams.settings.extend({ type: z.literal(teams.type), ...common }),
  pagerduty.settings.extend({ type: z.literal(pagerduty.type), ...common }),
  webhook.settings.extend({ type: z.literal(webhook.type), ...common }),
  backstage.settings.extend({ type: z.literal(backstage.type), ...common }),
]);
export type ChannelSettings = z.infer<typeof channelSettings>;

export function openChannel(settings: ChannelSettings, host: Host): Channel {
  switch (settings.type) {
    case 'email':
      return email.open(settings, host);
    case 'slack':
      return slack.open(settings, host);
    case 'teams':
      return teams.open(settings, host);
    case 'pagerduty':
      return pagerduty.open(settings, host);
    case 'webhook':
      return webhook.open(settings, host);
    case 'backstage':
      return backstage.open({}, host);
  }
}

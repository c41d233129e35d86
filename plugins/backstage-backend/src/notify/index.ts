import type { Incident, Notice } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { keptFile } from '../files/keptFile';
import { everyService } from '../stormWatch';
import type { Store } from '../store';
import { type ChannelSettings, type Host, openChannel } from './channels';
import { parseEscalation } from './escalationFile';
import { noticesOf } from './notices';
import { Pager } from './pager';
import { slackActions } from './slackActions';

export { type ChannelSettings, channelSettings } from './channels';
export type { Notices } from './notices';

export interface NotifyOptions {
  store: Store;
  /** By the names that the escalation file uses. */
  channels: Record<string, ChannelSettings>;
  /** The escalation file. */
  file?: string;
  /** Where people open an incident; `{id}` stands for its id. */
  incidentUrl?: string;
  host: Host;
  /** Which entity of the catalog a service is. */
  entityOf(service: string): Promise<string | undefined>;
  /** Why people asked for quiet about it, in words. */
  silenced(incident: Incident): Promise<string | undefined>;
  approve(incident: string, digest: string, actor: string): Promise<unknown>;
  logger: LoggerService;
  now(): Date;
}

/** Everything that tells people. Without an escalation file nobody is told, and what would be told stands in the record. */
export function notifying({ store, channels, file, incidentUrl, host, silenced, approve, ...rest }: NotifyOptions) {
  const { entityOf, logger, now } = rest;
  const escalation = file
    ? keptFile({
        path: file,
        what: 'The escalation policy',
        parse: parseEscalation,
        warn: message => logger.warn(message),
      })
    : async () => undefined;
  const notices = noticesOf({ store, escalation, now });
  const open = Object.entries(channels).map(
    ([name, { perMinute, language, ...settings }]) =>
      [
        name,
        { channel: openChannel({ perMinute, language, ...settings } as ChannelSettings, host), perMinute, language },
      ] as const,
  );
  const secrets = Object.fromEntries(
    Object.entries(channels).flatMap(([name, one]) =>
      one.type === 'slack' && one.signingSecret !== undefined ? [[name, one.signingSecret]] : [],
    ),
  );
  const hold = async ({ incidentId }: Notice, incident: Incident | undefined) => {
    const [storm] = (await store.incidents({ open: true, service: everyService, limit: 1 })).items;
    if (storm && storm.id !== incidentId) return 'much is sick at once, for which people are called once';
    const quiet = incident && (await silenced(incident));
    return quiet === undefined ? undefined : `people asked for quiet: ${quiet}`;
  };
  const linkOf = (id: string) => incidentUrl?.replaceAll('{id}', encodeURIComponent(id));
  return {
    notices,
    pager: new Pager({ store, channels: Object.fromEntries(open), escalation, hold, linkOf, entityOf, logger, now }),
    ...(Object.keys(secrets).length > 0 && {
      slack: slackActions({ secrets, escalation, acknowledge: notices.acknowledge, approve, reply, now }),
    }),
  };
}

/** Slack's own host and no other: the address comes with the request. */
async function reply(url: string, text: string): Promise<void> {
  const { protocol, host } = new URL(url);
  if (protocol !== 'https:' || host !== 'hooks.slack.com') return;
  await fetch(url, {
    method: 'POST',
    redirect: 'error',
    signal: AbortSignal.timeout(2_000),
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text }),
  }).catch(() => undefined);
}

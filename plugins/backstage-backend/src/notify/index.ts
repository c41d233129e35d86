import type { Incident, Notice } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { PermissionName } from '../access/permissions';
import { keptFile } from '../files/keptFile';
import type { Target, Targets } from '../outbound';
import { everyService } from '../stormWatch';
import type { Store } from '../store';
import type { Scope } from '../store/scope';
import { type ChannelSettings, type Host, openChannel } from './channels';
import { boundedChannel } from './channels/bounded';
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
  /** The escalation file; without one nobody is told. */
  escalation: string | undefined;
  /** Where people open an incident; `{id}` stands for its id. */
  incidentUrl?: string;
  host: Host;
  targets: Targets;
  /** Which entity of the catalog a service is. */
  entityOf(service: string): Promise<string | undefined>;
  /** Why people asked for quiet about it, in words. */
  silenced(incident: Incident): Promise<string | undefined>;
  approve(incident: string, digest: string, actor: string): Promise<unknown>;
  /** About which services somebody may do something who answers from where they are told. */
  scopeOf(actor: string, permission: PermissionName): Promise<Scope>;
  logger: LoggerService;
  now(): Date;
}

/** Everything that tells people. Without an escalation file nobody is told, and what would be told stands in the record. */
export function notifying({ store, channels, incidentUrl, host, targets, ...rest }: NotifyOptions) {
  const { silenced, approve, scopeOf, entityOf, logger, now } = rest;
  const escalation = rest.escalation
    ? keptFile({
        path: rest.escalation,
        what: 'The escalation policy',
        parse: parseEscalation,
        warn: message => logger.warn(message),
      })
    : async () => undefined;
  const notices = noticesOf({ store, escalation, now });
  const open = Object.entries(channels).map(([name, settings]) => {
    // Mail servers think before they answer, and nodemailer keeps time itself.
    const bound = settings.type === 'email' ? { timeoutMs: 'own' as const } : {};
    const target = targets.of({ name: `Channel ${name}`, kind: 'people', ...bound });
    const { perMinute, language } = settings;
    return [name, { channel: boundedChannel(openChannel(settings, host), target), perMinute, language }] as const;
  });
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
      slack: slackActions({
        ...{ secrets, escalation, approve, now },
        acknowledge: async (id, actor) =>
          notices.acknowledge(id, {
            actor,
            scope: await scopeOf(actor, 'autocura.notice.acknowledge'),
            reads: await scopeOf(actor, 'autocura.incident.read'),
          }),
        reply: (url, text) => reply(targets.of({ name: 'Slack', kind: 'people' }), url, text),
      }),
    }),
  };
}

/** Slack's own host and no other: the address comes with the request. */
async function reply(target: Target, url: string, text: string): Promise<void> {
  const { protocol, host } = new URL(url);
  if (protocol !== 'https:' || host !== 'hooks.slack.com') return;
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ response_type: 'ephemeral', replace_original: false, text });
  await target.fetch(url, { method: 'POST', headers, body }).catch(() => undefined);
}

import type { Alert } from '@autocura/common';
import { z } from 'zod';
import { through, type Through } from '../outbound';
import { withoutSecrets } from '../redact';
import { ask } from './ask';
import type { Listed } from './repair';

/** Somebody who sends us alerts and can be asked which ones fire. */
export interface AlertSource {
  /** Its address; also what it is called. */
  source: string;
  sender: Alert['sender'];
  list(): Promise<Listed[]>;
  /** Of these only what it keeps to itself: few, whatever fires. */
  muted(): Promise<Listed[]>;
  /** Who made a silence and why, in words. */
  silence(id: string): Promise<string>;
}

interface Reached extends Through {
  url: string;
  token?: string | undefined;
  /** Only alerts on their way to this receiver. */
  receiver?: string | undefined;
}

const time = z.iso.datetime({ offset: true }).transform(text => new Date(text).toISOString());
const texts = z.record(z.string(), z.string());
const listShape = z.array(
  z.object({
    fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
    labels: texts,
    annotations: texts.default({}),
    startsAt: time,
    generatorURL: z.string().default(''),
    status: z.object({
      state: z.enum(['active', 'suppressed', 'unprocessed']),
      silencedBy: z.array(z.string()).default([]),
    }),
  }),
);
const silenceShape = z.object({
  createdBy: z.string().default(''),
  comment: z.string().default(''),
  endsAt: z.string().default(''),
});

export const alertmanagerSource = (reached: Reached) => sourceOf('alertmanager', '', reached);

/** Grafana's own Alertmanager, by a service account's token that may read alerts. */
export const grafanaSource = (reached: Reached) => sourceOf('grafana', '/api/alertmanager/grafana', reached);

function sourceOf(sender: Alert['sender'], below: string, { url, token, receiver, ...way }: Reached): AlertSource {
  const target = through(sender === 'grafana' ? 'Grafana' : 'Alertmanager', 'alerts', way);
  const base = `${url.replace(/\/+$/, '')}${below}/api/v2`;
  const borne = token === undefined ? {} : { token };
  const only = receiver === undefined ? [] : [`receiver=${encodeURIComponent(`^${escaped(receiver)}$`)}`];
  const listed = async (...filters: string[]) => {
    const query = [...only, ...filters].join('&');
    const items = await ask(target, { url: `${base}/alerts${query && `?${query}`}`, ...borne }, listShape);
    return items.map(({ fingerprint, labels, annotations, startsAt, generatorURL, status }): Listed => ({
      alert: {
        ...{ fingerprint, sender, status: 'firing', labels: told(labels), annotations: told(annotations), startsAt },
        ...(/^https?:\/\//.test(generatorURL) && { generatorURL }),
      },
      muted: status.state === 'suppressed',
      silencedBy: status.silencedBy,
    }));
  };
  return {
    source: base,
    sender,
    list: () => listed(),
    muted: () => listed('active=false', 'unprocessed=false'),
    async silence(id) {
      const silence = await ask(target, { url: `${base}/silence/${encodeURIComponent(id)}`, ...borne }, silenceShape);
      const { createdBy, comment, endsAt } = silence;
      return `${withoutSecrets(comment) || 'silenced'} (${createdBy || 'somebody'}, until ${endsAt})`;
    },
  };
}

/** Grafana keeps what is between double underscores to itself. */
const told = (labels: Record<string, string>) =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => !/^__.*__$/.test(name)));

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

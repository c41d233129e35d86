import { z } from 'zod';
import { type Target, through, type Through } from '../outbound';
import type { PrometheusClient } from '../sources/prometheus';
import { ask } from './ask';
import { type Episode, episodesOf, type Fired, keyOf } from './episodes';
import { labelMapping, type LabelMapping } from './sendersLabels';

type Labels = Record<string, string>;

export interface AlertRecord {
  /** Whose it is: host and path. */
  source: string;
  /** What fired from then on, labels as they are sent. Throws PrometheusError or UnknownMappingError. */
  since(from: Date, now: Date): Promise<Episode[]>;
}

const firing = 'ALERTS{alertstate="firing"}';
const pieceSeconds = 900;
const configShape = z.object({ data: z.object({ yaml: z.string() }) });

/** Prometheus' own record of its alerts, read sample by sample: a start there is the start that is sent. */
export function alertRecord(
  client: Pick<PrometheusClient, 'query' | 'samples'>,
  { url, ...way }: Through & { url: string },
): AlertRecord {
  const target = through('Prometheus', 'metrics', way);
  const { host, pathname } = new URL(url);
  return {
    source: `${host}${pathname}`,
    async since(from, now) {
      const mapping = await mappingOf(target, url);
      const sent = (labels: Labels) => mapping(ownLabels(labels));
      const rows = await client.query(firing, now);
      const record = new Map<string, Fired>();
      for (let at = from.getTime(); at < now.getTime(); at += pieceSeconds * 1000) {
        const end = Math.min(now.getTime(), at + pieceSeconds * 1000);
        const seconds = Math.ceil((end - at) / 1000);
        for (const { labels, points } of await client.samples(`${firing}[${seconds}s]`, new Date(end))) {
          const key = keyOf(sent(labels));
          const fired = record.get(key) ?? { labels: sent(labels), at: [] };
          fired.at.push(...points.map(([second]) => Math.round(second * 1000)));
          record.set(key, fired);
        }
      }
      for (const fired of record.values()) fired.at = [...new Set(fired.at)].sort((a, b) => a - b);
      return episodesOf(
        [...record.values()],
        rows.map(({ labels }) => sent(labels)),
        from,
      );
    },
  };
}

function ownLabels({ __name__: _name, alertstate: _state, ...labels }: Labels): Labels {
  return labels;
}

/** A server that only speaks like Prometheus has no such configuration; labels are sent as they are, as far as known. */
async function mappingOf(target: Target, url: string): Promise<LabelMapping> {
  const config = await ask(target, { url: `${url.replace(/\/+$/, '')}/api/v1/status/config` }, configShape).catch(
    () => undefined,
  );
  return labelMapping(config?.data.yaml ?? '');
}

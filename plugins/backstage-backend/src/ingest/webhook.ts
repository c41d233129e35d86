import type { Alert } from '@autocura/common';
import { countAt, invalid, objectAt, textAt, textsAt, timeAt } from './fields';
import type { Sender } from './sender';

const most = { entries: 128, name: 1024, value: 65_536, groupKey: 65_536 };
const earliest = '2000-01-01T00:00:00.000Z';
/** Go's zero time, in whatever zone: it says "none". */
const zero = '0001-01-01T00:00:00Z';
const isZero = (time: string) => time < '0002';

/** Grafana Alerting's webhook descends from Alertmanager's: what we keep has one shape in both. */
export function webhook({ name, signs, version }: Pick<Sender, 'name' | 'signs'> & { version: string }): Sender {
  return {
    name,
    signs,
    envelope(body) {
      const said = objectAt(body, 'body');
      if (said.version !== version) throw invalid('version', `Invalid input: expected "${version}"`);
      const groupKey = textAt(said.groupKey, 'groupKey', most.groupKey);
      const truncated = said.truncatedAlerts === undefined ? 0 : countAt(said.truncatedAlerts, 'truncatedAlerts');
      return { groupKey, truncated };
    },
    alert(item, where, { groupKey }) {
      const said = objectAt(item, where);
      const labels = textsAt(said.labels, `${where}.labels`, most);
      if (isEmpty(labels)) throw invalid(`${where}.labels`, 'is empty');
      const startsAt = timeAt(said.startsAt, `${where}.startsAt`);
      if (startsAt < earliest) throw invalid(`${where}.startsAt`, 'is not a real start');
      const status = statusAt(said.status, where);
      const endsAt = endOf(said.endsAt, { status, startsAt }, `${where}.endsAt`);
      const url = said.generatorURL === undefined ? '' : textAt(said.generatorURL, `${where}.generatorURL`, most.value);
      // In the order in which they are kept, which spares sorting them.
      return {
        annotations: said.annotations === undefined ? {} : textsAt(said.annotations, `${where}.annotations`, most),
        ...(endsAt !== undefined && { endsAt }),
        fingerprint: fingerprintAt(said.fingerprint, where),
        ...(/^https?:\/\//.test(url) && { generatorURL: url }),
        groupKey,
        labels,
        sender: name,
        startsAt,
        status,
      };
    },
  };
}

function fingerprintAt(value: unknown, where: string): string {
  const text = textAt(value, `${where}.fingerprint`);
  if (!/^[0-9a-f]{16}$/.test(text)) throw invalid(`${where}.fingerprint`, 'is not 16 hexadecimal digits');
  return text;
}

function statusAt(value: unknown, where: string): Alert['status'] {
  if (value === 'firing' || value === 'resolved') return value;
  throw invalid(`${where}.status`, 'Invalid option: expected one of "firing"|"resolved"');
}

/** Of a resolved alert; what a firing one says of its end is its sender's guess, but must be a time all the same. */
function endOf(
  value: unknown,
  { status, startsAt }: Pick<Alert, 'status' | 'startsAt'>,
  where: string,
): string | undefined {
  const endsAt = value === undefined || value === zero ? undefined : timeAt(value, where);
  if (status === 'firing') return undefined;
  if (endsAt === undefined || isZero(endsAt)) throw invalid(where, 'is missing, but the alert is resolved');
  if (endsAt < startsAt) throw invalid(where, 'is before startsAt');
  return endsAt;
}

const isEmpty = (labels: object) => {
  for (const _ in labels) return false;
  return true;
};

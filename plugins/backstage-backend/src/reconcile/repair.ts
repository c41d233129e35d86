import type { Alert } from '@autocura/common';
import { alertKey } from '@autocura/common';
import { withoutSecrets } from '../redact';
import type { Episode } from './episodes';
import { fingerprintOf } from './fingerprint';

/** An alert a sender lists: it fires there. */
export interface Listed {
  alert: Alert;
  /** Silenced or inhibited: the sender keeps it to itself. */
  muted: boolean;
  /** Of the silences that hold for it, by number. */
  silencedBy: string[];
}

export interface SenderList {
  /** Its address. */
  source: string;
  sender: Alert['sender'];
  /** Undefined when it could not be asked. */
  listed: Listed[] | undefined;
}

/** By source: alerts it once listed that are open here, and since when it lists them no more. */
export type Seen = Record<string, Record<string, string | null>>;

export interface Situation {
  /** When the lists were read. */
  now: Date;
  /** What is open here or has changed since the record begins; read before the lists. */
  known: Alert[];
  lists: SenderList[];
  /** What Prometheus recorded, labels as it sends them; undefined when it was not or could not be asked. */
  episodes: Episode[] | undefined;
  /** Since when nobody listened here; undefined when somebody did all along. */
  deafSince: Date | undefined;
  seen: Seen;
}

export interface Repair {
  /** Fire there and are unknown here. */
  take: Alert[];
  /** Are open here and ended there. */
  end: Alert[];
  /** Fired and ended while nobody listened. */
  missed: Alert[];
  seen: Seen;
}

const minute = 60_000;
/** A sender tells by itself within this time; only what is older is fetched while somebody listens. */
const tellsWithinMs = 2 * minute;
/** Longer than a sender that was restarted lists less than fires. */
const listsAgainWithinMs = 5 * minute;
/** Clocks and evaluations need not agree better than this. */
const slackMs = 5_000;

/** What differs between the senders and us, and what mends it. Nothing is concluded from what could not be asked. */
export function repair(situation: Situation): Repair {
  const { now, known, lists, episodes, deafSince } = situation;
  const open = known.filter(({ status }) => status === 'firing');
  const openKeys = new Set(open.map(alertKey));
  const listed = lists.flatMap(list => list.listed ?? []);
  const byFingerprint = new Map(listed.map(one => [one.alert.fingerprint, one.alert]));
  const stillListed = (alert: Alert) => {
    const there = byFingerprint.get(alert.fingerprint);
    return there !== undefined && startOf(there) <= startOf(alert) + slackMs;
  };

  const take = listed.flatMap(({ alert, muted }) => {
    const isOpen =
      openKeys.has(alertKey(alert)) || open.some(one => one.fingerprint === alert.fingerprint && stillListed(one));
    const isDue = deafSince !== undefined || startOf(alert) < now.getTime() - tellsWithinMs;
    return muted || isOpen || !isDue ? [] : [alert];
  });
  const seen = seenNow(situation, open, stillListed);
  const end = open.flatMap(alert => {
    const endsAt = stillListed(alert) ? undefined : endOf(alert, situation, seen, byFingerprint.get(alert.fingerprint));
    return endsAt === undefined ? [] : [{ ...alert, status: 'resolved' as const, endsAt: endsAt.toISOString() }];
  });
  const isComplete = lists.every(list => list.sender !== 'alertmanager' || list.listed !== undefined);
  const missed =
    deafSince !== undefined && isComplete
      ? (episodes ?? [])
          .filter(one => !one.firing && !one.cut && one.lastAt >= deafSince)
          .filter(one => ![...known, ...listed.map(({ alert }) => alert)].some(alert => isSame(alert, one)))
          .map(endedAlert)
      : [];
  return { take, end, missed, seen };
}

/** Whether Prometheus' record is needed beside the lists: it tells ends, and what was missed. */
export function needsRecord({ known, lists, deafSince }: Pick<Situation, 'known' | 'lists' | 'deafSince'>): boolean {
  if (deafSince !== undefined) return true;
  const there = new Set(lists.flatMap(({ listed }) => listed ?? []).map(({ alert }) => alertKey(alert)));
  return known.some(one => one.status === 'firing' && one.sender === 'alertmanager' && !there.has(alertKey(one)));
}

/** When it ended by what senders tell; undefined when none tells that it did. */
function endOf(
  alert: Alert,
  { now, lists, episodes }: Situation,
  seen: Seen,
  later: Alert | undefined,
): Date | undefined {
  const own = lists.filter(({ sender }) => sender === alert.sender);
  if (own.some(({ listed }) => listed === undefined)) return undefined;
  const recorded = alert.sender === 'alertmanager' ? (episodes ?? []).filter(one => isSame(alert, one)) : [];
  if (recorded.some(({ firing }) => firing) && later === undefined) return undefined;
  const latest = Math.max(...recorded.filter(({ firing }) => !firing).map(({ lastAt }) => lastAt.getTime()));
  if (latest > 0) return new Date(Math.max(latest, startOf(alert)));
  // The same labels fire anew: this firing is over.
  if (later !== undefined) return new Date(startOf(later));
  const absent = own.flatMap(({ source }) => seen[source]?.[alertKey(alert)] ?? []).sort()[0];
  return absent !== undefined && now.getTime() - Date.parse(absent) >= listsAgainWithinMs
    ? new Date(absent)
    : undefined;
}

function seenNow({ now, lists, seen }: Situation, open: Alert[], stillListed: (alert: Alert) => boolean): Seen {
  const ofSource = ({ source, sender, listed }: SenderList) => {
    const before = seen[source] ?? {};
    const there = new Set(listed?.map(({ alert }) => alert.fingerprint));
    return open.flatMap((alert): [string, string | null][] => {
      const key = alertKey(alert);
      if (alert.sender !== sender) return [];
      if (listed === undefined) return key in before ? [[key, before[key] ?? null]] : [];
      if (there.has(alert.fingerprint) && stillListed(alert)) return [[key, null]];
      return key in before ? [[key, before[key] ?? now.toISOString()]] : [];
    });
  };
  return Object.fromEntries(lists.map(list => [list.source, Object.fromEntries(ofSource(list))]));
}

/** One firing, told by two: the labels agree as far as both have them, and the times overlap. */
function isSame(alert: Alert, { labels, startsAt, lastAt }: Episode): boolean {
  const end = alert.endsAt === undefined ? Infinity : Date.parse(alert.endsAt);
  if (startOf(alert) > lastAt.getTime() + slackMs || end < startsAt.getTime() - slackMs) return false;
  const [fewer, more] =
    Object.keys(labels).length < Object.keys(alert.labels).length ? [labels, alert.labels] : [alert.labels, labels];
  // What was stored was stored without secrets.
  const agrees = (value: string, other = '') => value === other || withoutSecrets(value) === withoutSecrets(other);
  return (
    labels.alertname === alert.labels.alertname &&
    Object.entries(fewer).every(([name, value]) => name in more && agrees(value, more[name]))
  );
}

/** As the webhook would have told it. */
const endedAlert = ({ labels, startsAt, lastAt }: Episode): Alert => ({
  fingerprint: fingerprintOf(labels),
  ...{ sender: 'alertmanager', status: 'resolved', labels, annotations: {} },
  startsAt: startsAt.toISOString(),
  endsAt: lastAt.toISOString(),
});

const startOf = ({ startsAt }: Alert) => Date.parse(startsAt);

import type { Alert, AlertEvent, AnyEvent, IncidentAlert, Topology } from '@autocura/common';
import { alertKey, streams } from '@autocura/common';
import type { CorrelateSettings } from '../correlate';
import { correlate } from '../correlate';
import type { Batch } from '../store';
import { pieces } from '../store/database';

export interface MissedOptions {
  topology: Topology;
  settings: CorrelateSettings;
  now: Date;
  newId(): string;
  actor: string;
}

const why = {
  missed: 'It fired and ended while nobody listened here; Prometheus recorded it',
  unheard: 'It had ended before anybody looked at it',
};

/** What goes into the record for alerts that came and went: each that is not in it yet, and the incidents they would have been. */
export function missedIncidents(missed: Alert[], unheard: Alert[], options: MissedOptions): Batch[] {
  const { actor } = options;
  const received = pieces(missed).map((some): AlertEvent => {
    const fired = some.map(({ endsAt: _, ...alert }) => ({ ...alert, status: 'firing' as const }));
    const resolved = some.map(alert => ({ key: alertKey(alert), endsAt: alert.endsAt ?? alert.startsAt }));
    return { type: 'alerts.received', data: { fired, resolved } };
  });
  const alerts = { stream: streams.alerts(options.newId()), expected: 0, events: received, actor };
  const all = [...missed, ...unheard];
  const ends = new Map(all.map(alert => [alertKey(alert), alert.endsAt ?? alert.startsAt]));
  const inRecord = new Set(unheard.map(alertKey));
  const whyOf = (key: string) => (inRecord.has(key) ? why.unheard : why.missed);
  const incidents = outages(all, options.settings.mergeWithinMs).flatMap(together => {
    const pending = together.map(({ endsAt: _, ...alert }) => ({
      key: alertKey(alert),
      alert: { ...alert, status: 'firing' as const },
    }));
    // Among themselves only: what came and went neither opens an old incident again nor joins one that is open.
    return correlate({ ...options, pending, open: [], recentlyClosed: [] }).map(
      ({ stream, expected, events }): Batch => ({
        ...{ stream, expected, actor },
        events: events.flatMap(event => asEnded(event, ends, whyOf)),
      }),
    );
  });
  return [...(missed.length > 0 ? [alerts] : []), ...incidents];
}

function asEnded(event: AnyEvent, ends: Map<string, string>, whyOf: (key: string) => string): AnyEvent[] {
  if (event.type !== 'incident.opened') return [event];
  const alerts = event.data.alerts.map((alert): IncidentAlert => ({
    ...alert,
    status: 'resolved',
    endsAt: ends.get(alert.key) ?? alert.startsAt,
    why: `${alert.why}. ${whyOf(alert.key)}`,
  }));
  const endedAt =
    alerts
      .map(({ endsAt = '' }) => endsAt)
      .sort()
      .at(-1) ?? '';
  return [
    { ...event, data: { ...event.data, alerts } },
    {
      type: 'incident.resolved',
      data: { how: 'by itself', why: 'it was over before anybody here heard of it', endedAt },
    },
  ];
}

/** Apart by time: the same object may have been sick twice. */
function outages(missed: Alert[], apartMs: number): Alert[][] {
  const groups: Alert[][] = [];
  let end = -Infinity;
  for (const alert of [...missed].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))) {
    if (Date.parse(alert.startsAt) > end + apartMs) groups.push([]);
    groups.at(-1)?.push(alert);
    end = Math.max(end, Date.parse(alert.endsAt ?? alert.startsAt));
  }
  return groups;
}

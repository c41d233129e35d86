import type { Incident, IncidentEvent, Stored } from '@autocura/common';
import { alertKey, hasEnded } from '@autocura/common';
import { randomUUID } from 'node:crypto';
import { correlate } from '../../src/correlate';
import { defaultDurations } from '../../src/settings';
import { evolveRun, runsOf } from '../../src/store';
import type { Scenario } from './outages';

export interface Correlated {
  /** The incident that each alert is in at the end, in the order of the alerts. */
  groups: string[];
  /** Incidents that lived until the settle time was over, when people may be called for them: of which outages their alerts were then. */
  pages: number[][];
  /** Milliseconds that it took in all. */
  tookMs: number;
}

/** Alerts come in batches, as Alertmanager sends them. */
const batchMs = 5_000;

/** Brings the stream together by the product's own functions, every five seconds what came in them. */
export function correlated({ alerts, topology }: Scenario): Correlated {
  const incidents = new Map<string, Incident>();
  const called = new Map<string, number[]>();
  const truth = new Map(alerts.map(({ alert, outage }) => [alertKey(alert), outage]));
  const { settle, reopen, merge } = defaultDurations;
  const settings = { settleMs: settle, reopenWithinMs: reopen, mergeWithinMs: merge };
  const from = performance.now();
  const last = alerts.at(-1)!.at + settle + batchMs;
  let next = 0;
  for (let now = alerts[0]!.at; now <= last; now += batchMs) {
    const pending = [];
    for (; next < alerts.length && alerts[next]!.at <= now; next += 1)
      pending.push({ key: alertKey(alerts[next]!.alert), alert: alerts[next]!.alert });
    const open = [...incidents.values()].filter(one => !hasEnded(one));
    const at = new Date(now);
    if (pending.length > 0) {
      const decisions = correlate({
        pending,
        open,
        recentlyClosed: [],
        topology,
        now: at,
        settings,
        newId: randomUUID,
      });
      for (const { stream, events, expected } of decisions) {
        const id = stream.slice(stream.indexOf('/') + 1);
        const stored = (events as IncidentEvent[]).map((event, index) => ({
          ...{ ...event, stream, seq: expected + index + 1, at: at.toISOString(), actor: 'autocura' },
        })) as Stored<IncidentEvent>[];
        for (const run of runsOf(stored)) incidents.set(id, evolveRun(incidents.get(id), run));
      }
    }
    for (const one of incidents.values())
      if (!called.has(one.id) && !hasEnded(one) && now - Date.parse(one.openedAt) >= settle)
        called.set(
          one.id,
          one.alerts.map(({ key }) => truth.get(key)!),
        );
  }
  const home = new Map<string, string>();
  for (const one of incidents.values()) if (!hasEnded(one)) for (const { key } of one.alerts) home.set(key, one.id);
  return {
    groups: alerts.map(({ alert }) => home.get(alertKey(alert)) ?? 'none'),
    pages: [...called.values()],
    tookMs: performance.now() - from,
  };
}

import type { Alert, Incident, IncidentEvent, Stored, Topology } from '@autocura/common';
import { alertKey, hasEnded, isFiring, streams } from '@autocura/common';
import { correlate, type CorrelateSettings, type PendingAlert } from '../correlate';
import { alertmanager } from '../ingest/alertmanager';
import { readAlerts } from '../ingest/readAlerts';
import { evolveRun, type Known, type Run, runsOf, whatIsNew } from '../store';

const mostAlerts = 50_000;

export interface WebhookOptions {
  settings: CorrelateSettings;
  /** Who called whom then, as far as it can be known. */
  topology(at: Date): Promise<Topology>;
}

interface Held extends Known {
  alert: Alert;
  incidentId?: string;
  /** What its incident has been told. */
  told?: Alert['status'];
}

/**
 * The record that would have been written had these webhooks come in then. A line is a body as Alertmanager posts it,
 * with the time it came as `receivedAt` (ISO 8601) where that is known; without, it came when the newest thing in it
 * happened. Throws an Error that names the line.
 */
export async function* recordOf(lines: AsyncIterable<string>, options: WebhookOptions): AsyncGenerator<Stored[]> {
  const desk = new Desk(options);
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (line.trim() === '') continue;
    const { alerts, at } = await readLine(line).catch((error: Error) => {
      throw new Error(`line ${number}: ${error.message}`, { cause: error });
    });
    yield await desk.receive(alerts, at);
  }
}

async function readLine(line: string): Promise<{ alerts: Alert[]; at: Date }> {
  const { alerts } = await readAlerts(Buffer.from(line), alertmanager, mostAlerts);
  const { receivedAt } = JSON.parse(line) as { receivedAt?: unknown };
  const newest = Math.max(...alerts.map(({ startsAt, endsAt }) => Date.parse(endsAt ?? startsAt)));
  const at = new Date(typeof receivedAt === 'string' ? receivedAt : newest);
  if (Number.isNaN(at.getTime())) throw new Error('receivedAt: is not a time');
  return { alerts, at };
}

/** Takes alerts, brings them together as the loop does, and ends incidents whose alerts have all gone quiet. */
class Desk {
  private readonly alerts = new Map<string, Held>();
  private readonly incidents = new Map<string, { incident: Incident; endedAt?: number }>();
  private now = new Date(0);
  private opened = 0;
  private received = 0;

  constructor(private readonly options: WebhookOptions) {}

  async receive(alerts: Alert[], at: Date): Promise<Stored[]> {
    // Clocks and files are out of order now and then; time is not.
    this.now = new Date(Math.max(at.getTime(), this.now.getTime()));
    this.forget();
    const told = this.take(alerts);
    if (told.length === 0) return [];
    const brought = await this.bringTogether();
    return [...told, ...brought, ...this.quiet()];
  }

  private take(alerts: Alert[]): Stored[] {
    const fired: Alert[] = [];
    const resolved: { key: string; endsAt: string }[] = [];
    for (const alert of alerts) {
      const key = alertKey(alert);
      const before = this.alerts.get(key);
      const news = whatIsNew(before, alert, this.now);
      if (news === undefined) continue;
      if (news === 'fired') fired.push(alert);
      else resolved.push({ key, endsAt: alert.endsAt ?? this.now.toISOString() });
      // What never had an incident needs none any more.
      if (news === 'resolved' && before?.incidentId === undefined) this.alerts.delete(key);
      else this.alerts.set(key, { ...before, alert, status: alert.status, changed_at: this.now.toISOString() });
    }
    if (fired.length + resolved.length === 0) return [];
    this.received += 1;
    const data = { ...(fired.length > 0 && { fired }), ...(resolved.length > 0 && { resolved }) };
    const place = { stream: streams.alerts('replay'), seq: this.received, at: this.now.toISOString() };
    return [{ type: 'alerts.received', data, ...place, actor: 'replay' }];
  }

  private async bringTogether(): Promise<Stored[]> {
    const all = [...this.incidents.values()].map(({ incident }) => incident);
    const decisions = correlate({
      pending: this.pending(),
      open: all.filter(incident => !hasEnded(incident)),
      recentlyClosed: all.filter(hasEnded),
      topology: await this.options.topology(this.now),
      now: this.now,
      settings: this.options.settings,
      newId: () => `replayed-${(this.opened += 1)}`,
    });
    return decisions.flatMap(({ stream, events }) => this.append(stream, events as IncidentEvent[]));
  }

  /** What the store calls pending: it fires without an incident, or its incident knows less. */
  private pending(): PendingAlert[] {
    return [...this.alerts]
      .filter(([, { alert, incidentId, told }]) =>
        incidentId === undefined ? alert.status === 'firing' : told !== alert.status,
      )
      .map(([key, { alert, incidentId }]) => ({ key, alert, ...(incidentId !== undefined && { incidentId }) }));
  }

  private quiet(): Stored[] {
    const over = [...this.incidents.values()].filter(({ incident }) => !hasEnded(incident) && !isFiring(incident));
    return over.flatMap(({ incident }) =>
      this.append(streams.incident(incident.id), [
        { type: 'incident.resolved', data: { how: 'by itself', why: 'its alerts went quiet' } },
      ]),
    );
  }

  private append(stream: string, events: IncidentEvent[]): Stored[] {
    const id = stream.slice(stream.indexOf('/') + 1);
    const known = this.incidents.get(id)?.incident;
    const place = { stream, at: this.now.toISOString(), actor: 'replay' };
    const stored = events.map((event, index) => ({ ...event, ...place, seq: (known?.version ?? 0) + 1 + index }));
    const runs = runsOf(stored as Stored<IncidentEvent>[]);
    const incident = runs.reduce<Incident | undefined>((before, run: Run) => evolveRun(before, run), known)!;
    this.incidents.set(id, { incident, ...(hasEnded(incident) && { endedAt: this.now.getTime() }) });
    for (const { key, status } of incident.mergedInto === undefined ? incident.alerts : []) {
      const held = this.alerts.get(key);
      if (held) this.alerts.set(key, { ...held, incidentId: id, told: status });
    }
    return stored as Stored[];
  }

  /** What can neither come back nor be told any more. */
  private forget() {
    const oldest = this.now.getTime() - this.options.settings.reopenWithinMs;
    for (const [id, { incident, endedAt = Infinity }] of this.incidents) {
      if (endedAt >= oldest) continue;
      this.incidents.delete(id);
      for (const { key } of incident.alerts) if (this.alerts.get(key)?.incidentId === id) this.alerts.delete(key);
    }
  }
}

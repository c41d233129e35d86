import type { Incident, Stored } from '@autocura/common';
import { english, sentence } from '@autocura/common';
import { clientOf } from './client';

export interface FollowOptions {
  url: string;
  token: string;
  say(text: string): void;
  everyMs?: number;
}

/** Tells what happens to incidents from now on, as it happens, in sentences. */
export function follow({ url, token, say, everyMs = 1000 }: FollowOptions) {
  const client = clientOf(url, token);
  const told = new Map<string, number>();
  const waits = new Map<string, string>();
  let begun = false;
  let stopped = false;

  const skip = async () => {
    const { items } = await client.incidents({ limit: 200 });
    for (const { id, version } of items) told.set(id, version);
  };
  async function tell(incident: Incident) {
    const seen = told.get(incident.id) ?? 0;
    if (incident.version === seen) return;
    const { timeline } = await client.incident(incident.id);
    for (const event of timeline.slice(seen)) if (isNews(event)) say(line(incident, event));
    told.set(incident.id, timeline.length);
  }
  /** Looking again and again is told once for each attempt, and again when there is another reason. */
  function isNews(event: Stored): boolean {
    if (event.type === 'incident.deferred') return false;
    if (event.type !== 'incident.still-verifying') return true;
    const text = sentence(english, event);
    if (waits.get(event.data.key) === text) return false;
    waits.set(event.data.key, text);
    return true;
  }
  const line = (incident: Incident, event: Stored) =>
    `${event.at.slice(11, 19)} ${incident.service}: ${sentence(english, event)}`;

  async function round() {
    if (stopped) return;
    try {
      if (!begun) await skip();
      begun = true;
      const { items } = await client.incidents({ limit: 20 });
      for (const incident of items) await tell(incident);
    } catch {
      // The backend is away for a moment; the next round tells what was missed.
    }
    setTimeout(round, everyMs);
  }
  void round();
  return { stop: () => void (stopped = true) };
}

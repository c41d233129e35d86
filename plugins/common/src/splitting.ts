import type { IncidentAlert } from './alert';
import { hasEnded, type Incident } from './incident';

/** The alerts of one service, as a person may say that they are another outage. */
export interface AlertsOfService {
  service: string;
  keys: string[];
}

/** What one can part from the incident, the loudest first; nothing where nothing would stay, or while it is acted on. */
export function separable({ alerts, ...incident }: Incident): AlertsOfService[] {
  if (hasEnded(incident) || ['acting', 'verifying', 'undoing'].includes(incident.phase)) return [];
  const parts = Object.entries(keysByService(alerts)).map(([service, keys]) => ({ service, keys }));
  return parts.length < 2
    ? []
    : parts.sort((a, b) => b.keys.length - a.keys.length || (a.service < b.service ? -1 : 1));
}

function keysByService(alerts: IncidentAlert[]): Record<string, string[]> {
  const keys: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
  for (const { service, key } of alerts) (keys[service] ??= []).push(key);
  return keys;
}

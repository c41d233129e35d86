import type { Incident, IncidentEvent } from '@autocura/common';
import { acting } from './phases/acting';
import { attended } from './phases/attended';
import { blocked } from './phases/blocked';
import { diagnosed } from './phases/diagnosed';
import { open } from './phases/open';
import { planned } from './phases/planned';
import { proposed } from './phases/proposed';
import { undoing } from './phases/undoing';
import { verifying } from './phases/verifying';
import type { PlanSettings } from './plan';
import type { Settings } from './settings';
import type { World } from './world';

/** What the loop knows beside the incident and the world. */
export interface Knowledge extends Pick<Settings, 'durations' | 'capabilities'> {
  planning: PlanSettings;
}

/** Moves an incident one phase on, from what is stored and what is true now. Safe to call again at any time. */
export async function heal(incident: Incident, knowledge: Knowledge, world: World): Promise<Incident> {
  const events = await advance(incident, knowledge, world);
  return events.length > 0 ? world.record(incident, events) : incident;
}

function advance(incident: Incident, knowledge: Knowledge, world: World): Promise<IncidentEvent[]> | IncidentEvent[] {
  // A storm is nobody's to heal: it is told, and watched until it is over.
  if (incident.mergedInto !== undefined || incident.began === 'storm') return [];
  switch (incident.phase) {
    case 'open':
      return open(incident, knowledge, world);
    case 'diagnosed':
      return diagnosed(incident, knowledge, world);
    case 'planned':
      return planned(incident, knowledge, world);
    case 'proposed':
      return proposed(incident, knowledge, world);
    case 'blocked':
      return blocked(incident, knowledge, world);
    case 'acting':
      return acting(incident, knowledge, world);
    case 'verifying':
      return verifying(incident, knowledge, world);
    case 'undoing':
      return undoing(incident, knowledge, world);
    case 'observed':
    case 'escalated':
      return attended(incident, knowledge, world);
    case 'resolved':
    case 'expired':
      return [];
  }
}

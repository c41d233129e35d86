import type { Stored } from '@autocura/common';
import type { Knex } from 'knex';
import { admit } from '../leases';
import { projectActions } from './actions';
import { projectAlerts } from './alerts';
import { projectChanges } from './changes';
import { projectFirings } from './firings';
import { projectHealthChanges } from './healthChanges';
import { type IncidentStep, projectIncidents } from './incidents';
import type { KnownAlerts } from './incidentAlerts';
import { projectLevelChanges } from './levelChanges';
import { projectNotices } from './notices';
import { projectPredictions } from './predictions';
import { projectProblems } from './problems';
import { projectSilences } from './silences';
import { projectSizings } from './sizings';
import { projectUntouched } from './untouched';
import { projectWorth } from './worth';

/** Tables that are made from events and from nothing else. */
export const readModels = [
  'alerts',
  'incidents',
  'incident_alerts',
  'incident_services',
  'actions',
  'credits',
  'denials',
  'untouched',
  'problems',
  'notices',
  'silences',
  'changes',
  'health_changes',
  'predictions',
  'firings',
  'level_changes',
  'sizings',
] as const;

/**
 * Brings every read model up to these events, in the transaction that wrote them. Gives how each incident looked after
 * each event.
 */
export async function project(trx: Knex.Transaction, events: Stored[], known?: KnownAlerts): Promise<IncidentStep[]> {
  await projectAlerts(trx, events);
  const steps = await projectIncidents(trx, events, known);
  await admit(
    trx,
    steps.filter(({ event }) => event.type === 'incident.opened').map(({ incident }) => incident.id),
  );
  await projectActions(trx, steps);
  await projectWorth(trx, steps);
  await projectUntouched(trx, steps);
  await projectProblems(trx, events);
  await projectNotices(trx, events, steps);
  await projectSilences(trx, events);
  await projectChanges(trx, events);
  await projectHealthChanges(trx, events);
  await projectPredictions(trx, events);
  await projectFirings(trx, events);
  await projectLevelChanges(trx, events);
  await projectSizings(trx, events);
  return steps;
}

import type { ActionRow, Firing, HealthChange, Incident, Page, Prediction } from '@autocura/common';
import { eventsBelow } from './events';
import { type ActionFilter, listActions } from './projections/actions';
import { type FiringFilter, listFirings } from './projections/firings';
import { healthHistory } from './projections/healthChanges';
import { type IncidentFilter, listIncidents } from './projections/incidents';
import { listPredictions, type PredictionFilter } from './projections/predictions';
import type { Read } from './replica';

/**
 * What people page through. It may be a moment behind, and nothing is decided by it. A cursor of another list is an
 * InputError.
 */
export class Lists {
  constructor(private readonly read: Read) {}

  incidents(filter: IncidentFilter): Promise<Page<Incident>> {
    return this.read(async from => listIncidents(from, filter));
  }
  actions(filter: ActionFilter): Promise<Page<ActionRow>> {
    return this.read(async from => listActions(from, filter));
  }
  /** The last told first. */
  predictions(filter: PredictionFilter): Promise<Page<Prediction>> {
    return this.read(async from => listPredictions(from, filter));
  }
  /** The last to begin first. */
  firings(filter: FiringFilter): Promise<Page<Firing>> {
    return this.read(async from => listFirings(from, filter));
  }
  /** Of one service, the newest first. */
  healthHistory(service: string, limit: number): Promise<HealthChange[]> {
    return this.read(from => healthHistory(from, service, limit));
  }
  /** Events of streams of these names or below them, the newest first; `before`: a position, which `next` is too. */
  eventsBelow(names: readonly string[], page: { before?: number | undefined; limit: number }) {
    return this.read(from => eventsBelow(from, names, page));
  }
}

import type { Phase, TimelineEvent } from '@autocura/common';

type Type = TimelineEvent['type'];

/** Where an event leads, where its type alone says so. */
const after: Partial<Record<Type, Phase>> = {
  'incident.opened': 'open',
  'incident.reopened': 'open',
  'incident.diagnosed': 'diagnosed',
  'incident.planned': 'planned',
  'incident.proposed': 'proposed',
  'incident.blocked': 'blocked',
  'incident.observed': 'observed',
  'incident.rejected': 'diagnosed',
  'incident.acting': 'acting',
  'incident.acted': 'verifying',
  'incident.verified': 'diagnosed',
  'incident.undoing': 'undoing',
  'incident.undone': 'diagnosed',
  'incident.resolved': 'resolved',
  'incident.escalated': 'escalated',
  'incident.expired': 'expired',
};

/** What was concluded and not begun is thought over again. */
const shaking: Type[] = ['incident.rerooted', 'incident.absorbed'];
const shaken: Phase[] = ['diagnosed', 'planned', 'proposed', 'blocked', 'observed'];

/** The phase that an incident was in after each of its events. */
export function phasesOf(events: TimelineEvent[]): Phase[] {
  let phase: Phase = 'open';
  /** A plan may need more than one person's word. */
  let missing = 0;
  return events.map(event => {
    if (event.type === 'incident.proposed') missing = event.data.plan.approvers ?? 1;
    if (event.type === 'incident.approved') {
      missing -= 1;
      phase = missing > 0 ? phase : 'planned';
    } else if (shaking.includes(event.type)) {
      phase = shaken.includes(phase) ? 'open' : phase;
    } else {
      phase = after[event.type] ?? phase;
    }
    return phase;
  });
}

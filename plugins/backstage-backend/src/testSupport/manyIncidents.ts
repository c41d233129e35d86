import type { Incident, IncidentAlert, IncidentEvent, Stored } from '@autocura/common';
import { streams } from '@autocura/common';
import { evolve, type Store } from '../store';
import { incidentEvents, storedAs } from '../store/testHistory';
import { waysInto } from './phases';

/** So many in one transaction. */
const batch = 250;
const ways = [waysInto.resolved, waysInto.proposed, waysInto.escalated, waysInto.expired];

/** So many incidents beside those that there are, and one, `storm`, with as many alerts. */
export async function addMany(store: Store, count: number): Promise<void> {
  for (let first = 0; first < count; first += batch) {
    const ids = Array.from({ length: Math.min(batch, count - first) }, (_, n) => first + n);
    await store.append(ids.map(n => ({ ...story(`many-${n}`, ways[n % ways.length]!, n), actor: 'autocura' })));
  }
  await store.append([{ ...storm(count), actor: 'autocura' }]);
}

function story(id: string, types: IncidentEvent['type'][], n: number) {
  const stream = streams.incident(id);
  let incident = { id, alerts: [], attempts: [] } as Partial<Incident> as Incident;
  const events = types.map((type, index) => {
    const event = incidentEvents[type](incident, 1000 + n);
    incident = evolve(index === 0 ? undefined : incident, storedAs(stream, index + 1, event) as Stored<IncidentEvent>);
    return event;
  });
  return { stream, expected: 0, events };
}

function storm(alerts: number) {
  const opened = incidentEvents['incident.opened']({ id: 'storm' } as Incident, 999) as Extract<
    IncidentEvent,
    { type: 'incident.opened' }
  >;
  const [one] = opened.data.alerts as [IncidentAlert];
  const many = Array.from({ length: alerts }, (_, n) => ({ ...one, key: `f${n}@${one.startsAt}`, name: `Alert${n}` }));
  return {
    stream: streams.incident('storm'),
    expected: 0,
    events: [{ ...opened, data: { ...opened.data, alerts: many } }],
  };
}

import type { Incident, IncidentEvent, Stored } from '@autocura/common';
import { evolve } from './evolve';
import { evolveRun, runsOf } from './evolveRun';
import { alertOf, incidentEvents, joining, openedWith, storedAs } from './testHistory';

const stream = 'incident/i1';
const first = alertOf(1);
const joined = (n: number): IncidentEvent => ({ type: 'incident.alert-joined', data: { alert: joining(alertOf(n)) } });
const changed = (n: number, status: 'firing' | 'resolved'): IncidentEvent => ({
  type: 'incident.alert-changed',
  data: { key: joining(alertOf(n)).key, status, ...(status === 'resolved' && { endsAt: first.startsAt }) },
});
const numbered = (events: IncidentEvent[]): Stored<IncidentEvent>[] =>
  events.map((event, index) => storedAs(stream, index + 1, event));

const oneByOne = (events: Stored<IncidentEvent>[]) =>
  events.reduce<Incident | undefined>((incident, event) => evolve(incident, event), undefined);
const inRuns = (events: Stored<IncidentEvent>[]) =>
  runsOf(events).reduce<Incident | undefined>((incident, run) => evolveRun(incident, run), undefined);

const diagnosed = incidentEvents['incident.diagnosed']({} as Incident, 2);
const escalated = incidentEvents['incident.escalated']({} as Incident, 2);
const reopened = incidentEvents['incident.reopened']({} as Incident, 3);
const resolved = incidentEvents['incident.resolved']({} as Incident, 3);

test.each<{ name: string; events: IncidentEvent[]; runs: number }>([
  { name: 'alerts join', events: [joined(5), joined(3), joined(9)], runs: 2 },
  { name: 'one joins twice', events: [joined(5), joined(3), joined(5)], runs: 2 },
  { name: 'they join what was escalated', events: [joined(2), escalated, joined(3), joined(4)], runs: 4 },
  { name: 'they change', events: [joined(2), joined(3), changed(3, 'resolved'), changed(1, 'resolved')], runs: 3 },
  { name: 'one changes twice', events: [joined(2), changed(2, 'resolved'), changed(2, 'firing')], runs: 3 },
  { name: 'one that it does not hold changes', events: [changed(7, 'resolved'), changed(1, 'resolved')], runs: 2 },
  {
    name: 'they change when it is diagnosed',
    events: [diagnosed, changed(1, 'resolved'), changed(1, 'firing')],
    runs: 3,
  },
  { name: 'they change when it has ended', events: [resolved, changed(1, 'resolved'), changed(1, 'firing')], runs: 3 },
  { name: 'they join a new episode', events: [resolved, reopened, joined(4), joined(5)], runs: 4 },
])('$name: a run is what its events are one after the other', ({ events, runs }) => {
  const history = numbered([openedWith([first]), ...events]);
  expect(runsOf(history)).toHaveLength(runs);
  expect(inRuns(history)).toEqual(oneByOne(history));
});

test('a run ends where another incident begins', () => {
  const events = [joined(2), joined(3)].map((event, index) => storedAs(`incident/i${index}`, 2, event));
  expect(runsOf(events)).toHaveLength(2);
});

test('alerts by the thousand join and change with work that grows with their number', () => {
  let looks = 0;
  const watched = (event: Stored<IncidentEvent>): Stored<IncidentEvent> => {
    if (event.type !== 'incident.alert-joined') return event;
    const { key, ...alert } = event.data.alert;
    const told = {
      ...alert,
      get key() {
        looks += 1;
        return key;
      },
    };
    return { ...event, data: { ...event.data, alert: told } };
  };
  const many = Array.from({ length: 1_000 }, (_, index) => index + 2);
  const history = numbered([
    openedWith([first]),
    ...many.map(joined),
    ...many.map(number => changed(number, 'resolved')),
  ]).map(watched);
  const looksOf = (make: typeof inRuns) => {
    looks = 0;
    return { incident: make(history), looks };
  };
  const run = looksOf(inRuns);
  expect(run.looks).toBeLessThan(10 * many.length);
  expect(run.incident?.alerts.filter(({ status }) => status === 'resolved')).toHaveLength(many.length);
  // One by one each look at an alert is a look at all of them.
  expect(looksOf(oneByOne).looks).toBeGreaterThan(100 * many.length);
});

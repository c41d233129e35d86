import type { Incident } from '@autocura/common';
import { alertOf, firing, minute, noon, pendingOf, Stored, topologyOf } from './testSupport/world';

const shop = topologyOf('gateway → cart → catalogue', 'gateway → orders → payment');
const types = (events: { type: string }[]) => events.map(({ type }) => type.replace('incident.', ''));
const servicesOf = ({ alerts }: Incident) => alerts.map(({ service }) => service).sort();
const at = (ms: number) => new Date(noon + ms).toISOString();

test('ten alerts about one object open one incident, due after the settle time', () => {
  const stored = new Stored();
  stored.correlate(firing(...Array<string>(10).fill('cart')));
  expect(stored.open).toMatchObject([{ service: 'cart', severity: 'critical', dueAt: at(30_000) }]);
  expect(stored.open[0]!.alerts).toHaveLength(10);
});

test('G-05 four alert names for one pod are one incident', () => {
  const stored = new Stored();
  const names = ['CrashLooping', 'NotReady', 'MemoryHigh', 'Restarted'];
  stored.correlate(
    names.map(alertname => pendingOf(alertOf({ alertname, namespace: 'shop', pod: 'cart-5f7d8c9b4-x7kqz' }))),
  );
  expect(stored.open).toMatchObject([{ service: 'cart', title: 'CrashLooping, MemoryHigh and 2 others on cart' }]);
});

test('G-05 forty evicted pods are one incident of their node', () => {
  const stored = new Stored();
  const evicted = Array.from({ length: 40 }, (_, index) =>
    pendingOf(alertOf({ alertname: 'PodEvicted', pod: `app${index}-5f7d8c9b4-x7kqz`, node: 'worker-3' })),
  );
  stored.correlate(evicted);
  expect(stored.open.map(({ service }) => service)).toEqual(['worker-3']);
});

test('an alert of a workload joins the incident of the node it runs on, and the node is nearer the cause', () => {
  const stored = new Stored();
  stored.correlate([pendingOf(alertOf({ alertname: 'Slow', service: 'cart', node: 'worker-3' }))]);
  stored.correlate([pendingOf(alertOf({ alertname: 'DiskFull', node: 'worker-3' }))]);
  expect(stored.open).toMatchObject([{ service: 'worker-3' }]);
});

test('connected objects that alert together open one incident, named after the deepest', () => {
  const stored = new Stored(shop);
  stored.correlate(firing('gateway', 'catalogue'));
  expect(stored.open).toMatchObject([{ service: 'catalogue', title: 'ErrorRatio on catalogue; gateway alerts too' }]);
  expect(stored.open[0]!.alerts.map(({ why }) => why)).toEqual([
    'gateway depends on catalogue (gateway → cart → catalogue), and both alert: one outage',
    'It fires on catalogue, and no open incident is about that or of the same outage; of what alerts together it is nearest the cause',
  ]);
});

test('an alert of an object that has an open incident joins it, whenever it comes', () => {
  const stored = new Stored();
  stored.correlate(firing('cart'));
  stored.now = new Date(noon + 600 * minute);
  const events = stored.correlate([pendingOf(alertOf({ service: 'cart' }, { startsAt: at(600 * minute) }))]);
  expect(types(events)).toEqual(['alert-joined']);
});

test('a nearer cause that alerts later takes the incident over', () => {
  const stored = new Stored(shop);
  stored.correlate(firing('gateway'));
  const events = stored.correlate(firing('catalogue'));
  expect(types(events)).toEqual(['alert-joined', 'rerooted']);
  expect(stored.open).toMatchObject([{ service: 'catalogue' }]);
  expect(stored.open[0]!.alerts[1]!.why).toContain('gateway → cart → catalogue');
});

test('an effect that alerts later changes nothing about the cause', () => {
  const stored = new Stored(shop);
  stored.correlate(firing('catalogue'));
  expect(types(stored.correlate(firing('gateway')))).toEqual(['alert-joined']);
  expect(stored.open).toMatchObject([{ service: 'catalogue' }]);
});

test('connected objects that alert at another time are another outage', () => {
  const stored = new Stored(shop);
  stored.correlate(firing('catalogue'));
  stored.correlate([pendingOf(alertOf({ service: 'gateway' }, { startsAt: at(16 * minute) }))]);
  expect(stored.open).toHaveLength(2);
});

describe('through services that do not alert', () => {
  const outages = (path: string, secondsApart: number) => {
    const stored = new Stored(topologyOf(path));
    const startsAt = new Date(noon + secondsApart * 1000).toISOString();
    const caller = alertOf({ alertname: 'ErrorRatio', service: 'gateway', severity: 'critical' }, { startsAt });
    stored.correlate([...firing('bank'), pendingOf(caller)]);
    return stored.open.length;
  };

  test('what began together is one outage, across one of them', () => {
    expect(outages('gateway → cart → bank', 50)).toBe(1);
    expect(outages('gateway → cart → payment → bank', 50)).toBe(2);
  });

  test('what began a while apart is two, where next to each other it would be one', () => {
    expect(outages('gateway → cart → bank', 70)).toBe(2);
    expect(outages('gateway → bank', 70)).toBe(1);
  });
});

test('objects that do not depend on each other are two incidents, until one that depends on both alerts', () => {
  const stored = new Stored(shop);
  stored.correlate(firing('catalogue', 'payment'));
  expect(stored.open).toHaveLength(2);
  const events = stored.correlate(firing('gateway'));
  expect(types(events).sort()).toEqual(['absorbed', 'alert-joined', 'merged']);
  expect(stored.open.map(servicesOf)).toEqual([['catalogue', 'gateway', 'payment']]);
});

test('when the connection is found out later the incident farther from the cause goes on in the other', () => {
  const stored = new Stored();
  stored.correlate(firing('gateway'));
  stored.correlate(firing('catalogue'));
  stored.topology = shop;
  stored.correlate([]);
  expect([...stored.incidents.values()]).toMatchObject([
    { service: 'gateway', mergedInto: 'i2' },
    { service: 'catalogue', alerts: [{ service: 'catalogue' }, { service: 'gateway' }] },
  ]);
  expect(types(stored.correlate(firing('gateway')))).toEqual(['alert-joined']);
});

test.each(['acting', 'verifying', 'undoing'])('a merge waits while one of them is %s', phase => {
  const stored = new Stored();
  stored.correlate(firing('gateway'));
  stored.correlate(firing('catalogue'));
  stored.topology = shop;
  stored.set('i1', { phase });
  expect(stored.decide([])).toEqual([]);
  expect(types(stored.correlate(firing('cart')))).toEqual(['alert-joined']);
  stored.set('i1', { phase: 'diagnosed' });
  expect(types(stored.correlate([]))).toEqual(expect.arrayContaining(['merged', 'absorbed']));
});

test('the sick object does not change while something is done about it', () => {
  const stored = new Stored(shop);
  stored.correlate(firing('gateway'));
  stored.set('i1', { phase: 'verifying' });
  expect(types(stored.correlate(firing('catalogue')))).toEqual(['alert-joined']);
  stored.set('i1', { phase: 'diagnosed' });
  expect(types(stored.correlate([]))).toEqual(['rerooted']);
});

test('what a person parted stays apart, and what comes later goes where it belongs', () => {
  const stored = new Stored(shop);
  stored.correlate(firing('gateway'));
  stored.set('i1', { apart: ['i2'] });
  stored.topology = topologyOf();
  stored.correlate(firing('catalogue'));
  stored.topology = shop;
  expect(stored.correlate([])).toEqual([]);
  expect(types(stored.correlate(firing('cart')))).toEqual(['alert-joined']);
  expect(stored.open).toHaveLength(2);
});

describe('what proves separate', () => {
  const apart = topologyOf('gateway → cart', 'orders → payment');
  const joined = () => {
    const stored = new Stored(topologyOf('cart → payment'));
    stored.correlate(firing('cart', 'payment'));
    stored.topology = apart;
    return stored;
  };

  test('leaves for an incident of its own', () => {
    const stored = joined();
    expect(types(stored.correlate([]))).toEqual(['split', 'opened']);
    expect(stored.open.map(({ service, alerts }) => [service, alerts.map(alert => alert.service)])).toEqual([
      ['payment', ['payment']],
      ['cart', ['cart']],
    ]);
    expect(stored.open[1]!.alerts[0]!.why).toBe('cart and payment proved separate: neither depends on the other');
  });

  test.each<[string, (stored: Stored) => void]>([
    ['a plan exists', stored => stored.set('i1', { phase: 'planned' })],
    ['the topology may be incomplete', stored => (stored.topology = { ...apart, unavailable: 'no answer' })],
    ['the topology does not know one of them', stored => (stored.topology = topologyOf('orders → payment'))],
    [
      'it has resolved',
      stored => stored.set('i1', { alerts: stored.open[0]!.alerts.map(alert => ({ ...alert, status: 'resolved' })) }),
    ],
  ])('stays when %s', (_, change) => {
    const stored = joined();
    change(stored);
    expect(stored.correlate([])).toEqual([]);
  });
});

describe('an alert of a closed incident', () => {
  const closed = (resolvedAt: string) => {
    const stored = new Stored();
    stored.correlate(firing('cart'));
    stored.set('i1', { phase: 'resolved', resolvedAt, how: 'by itself' });
    return stored;
  };
  const again = (ms: number) => [pendingOf(alertOf({ service: 'cart' }, { startsAt: at(ms) }))];

  test('reopens it, soon after its end', () => {
    const stored = closed(at(minute));
    const events = stored.correlate([...again(30 * minute), ...again(30 * minute)]);
    expect(types(events)).toEqual(['reopened', 'alert-joined']);
    expect(stored.open).toMatchObject([{ id: 'i1', episode: 2 }]);
    expect(stored.open[0]!.alerts[1]!.why).toBe('It fires on cart again, soon after this incident about it ended');
  });

  test('opens another one later', () => {
    const stored = closed(at(minute));
    expect(types(stored.correlate(again(32 * minute)))).toEqual(['opened']);
  });

  test('tells it that it resolved, and opens nothing', () => {
    const stored = closed(at(minute));
    const [alert] = stored.incidents.get('i1')!.alerts;
    const resolved = alertOf(alert!.labels, { status: 'resolved', endsAt: at(2 * minute) });
    const events = stored.correlate([{ ...pendingOf(resolved), key: alert!.key, incidentId: 'i1' }]);
    expect(events).toEqual([
      {
        type: 'incident.alert-changed',
        data: { key: alert!.key, name: alert!.name, status: 'resolved', endsAt: at(2 * minute) },
      },
    ]);
  });
});

test('what a merged incident does not know yet is told to the one that goes on', () => {
  const stored = new Stored();
  const [gateway] = firing('gateway');
  stored.correlate([gateway!]);
  stored.correlate(firing('catalogue'));
  stored.topology = shop;
  stored.correlate([]);
  const resolved = { ...gateway!, alert: { ...gateway!.alert, status: 'resolved' as const }, incidentId: 'i1' };
  expect(stored.decide([resolved])).toMatchObject([
    { stream: 'incident/i2', events: [{ type: 'incident.alert-changed' }] },
  ]);
});

test.each([
  ['a heartbeat', { alertname: 'Watchdog', service: 'prometheus' }, {}],
  ['severity none', { alertname: 'InfoInhibitor', service: 'cart', severity: 'none' }, {}],
  ['severity info', { alertname: 'Throttled', service: 'cart', severity: 'info' }, {}],
  ['a resolved alert', { alertname: 'ErrorRatio', service: 'cart' }, { status: 'resolved' as const }],
])('G-02 %s opens nothing', (_, labels, more) => {
  expect(new Stored().decide([pendingOf(alertOf(labels, more))])).toEqual([]);
});

test('G-06 alerts that name no object stay apart, and each finds its own incident again', () => {
  const stored = new Stored();
  const [one, other] = [alertOf({ alertname: 'Absent' }), alertOf({ alertname: 'Absent' })];
  stored.correlate([pendingOf(one), pendingOf(other)]);
  expect(stored.open).toHaveLength(2);
  const again = pendingOf({ ...one, startsAt: at(minute) });
  expect(stored.decide([again])).toMatchObject([{ events: [{ type: 'incident.alert-joined' }] }]);
});

test.each([
  ['two clusters are two objects', [{ cluster: 'a' }, { cluster: 'b' }], 2],
  ['two namespaces are two objects', [{ namespace: 'a' }, { namespace: 'b' }], 2],
  ['a namespace that is not said is the only one known', [{ namespace: 'a' }, {}], 1],
  ['a namespace that is not said is none of several', [{ namespace: 'a' }, {}, { namespace: 'b' }], 3],
])('the same name in %s', (_, scopes: Record<string, string>[], incidents) => {
  const stored = new Stored();
  stored.correlate(scopes.map(scope => pendingOf(alertOf({ service: 'cart', ...scope }))));
  expect(stored.open).toHaveLength(incidents);
});

test('a call path does not lead into another cluster', () => {
  const stored = new Stored(shop);
  stored.correlate([
    pendingOf(alertOf({ service: 'gateway', cluster: 'a' })),
    pendingOf(alertOf({ service: 'catalogue', cluster: 'b' })),
  ]);
  expect(stored.open).toHaveLength(2);
});

test('services that depend on each other in a circle are one incident', () => {
  const stored = new Stored(topologyOf('a → b → c → a'));
  stored.correlate(firing('a', 'b', 'c'));
  expect(stored.open).toHaveLength(1);
  expect(stored.decide([])).toEqual([]);
});

describe('what is only predicted', () => {
  const predictedOf = (service: string, topology = shop) => {
    const stored = new Stored(topology);
    stored.incidents.set('p', {
      ...{ id: 'p', version: 2, episode: 1, began: 'predicted', phase: 'proposed', service, services: [service] },
      ...{ title: `Memory of ${service} will reach the limit`, severity: 'info', alerts: [] },
      ...{ startedAt: at(-minute), openedAt: at(-minute), updatedAt: at(-minute) },
    } as Partial<Incident> as Incident);
    return stored;
  };

  test('goes on as the same incident when it alerts, and is then about its alert', () => {
    const stored = predictedOf('cart');
    const events = stored.correlate(firing('cart'));
    expect(types(events)).toEqual(['alert-joined', 'rerooted']);
    expect(stored.open).toMatchObject([{ id: 'p', title: 'ErrorRatio on cart', alerts: [{ service: 'cart' }] }]);
  });

  test('is named anew once', () => {
    const stored = predictedOf('cart');
    expect(types(stored.correlate(firing('cart', 'cart', 'cart')))).toEqual([
      ...['alert-joined', 'rerooted', 'alert-joined', 'alert-joined'],
    ]);
  });

  test('explains no trouble of those that depend on it', () => {
    const stored = predictedOf('catalogue');
    stored.correlate(firing('gateway'));
    expect(stored.open).toMatchObject([
      { id: 'p', alerts: [] },
      { service: 'gateway', alerts: [{ service: 'gateway' }] },
    ]);
  });

  test('decides nothing by itself', () => expect(predictedOf('cart').correlate([])).toEqual([]));
});

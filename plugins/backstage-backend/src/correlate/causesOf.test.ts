import { firing, noon, Stored, topologyOf } from './testSupport/world';

/** web depends on front, which depends on cart and on stock. */
const shop = topologyOf('web → front → cart', 'front → stock');

/** Each `service after seconds`, in the order in which they come; what belongs together at the end, by services. */
function told(story: string[], topology = shop, between: (stored: Stored) => void = () => {}): string[] {
  const stored = new Stored(topology);
  for (const one of story) {
    const [service, seconds] = one.split(' ');
    const [pending] = firing(service!);
    const at = noon + Number(seconds) * 1000;
    stored.now = new Date(at);
    stored.correlate([{ ...pending!, alert: { ...pending!.alert, startsAt: new Date(at).toISOString() } }]);
    between(stored);
  }
  return stored.open.map(({ alerts }) => alerts.map(alert => alert.service).join(' ')).sort();
}

test('a dependency that begins after its caller, who had a cause by then, is an outage of its own', () => {
  expect(told(['cart 0', 'front 10', 'stock 27'])).toEqual(['cart front', 'stock']);
});

test('a caller of both goes with the one it is next to', () => {
  expect(told(['cart 0', 'front 10', 'stock 27', 'web 40'])).toEqual(['cart front web', 'stock']);
});

test('without a cause before it, a caller takes what begins soon after it for its cause', () => {
  expect(told(['front 0', 'stock 100'])).toEqual(['front stock']);
});

test('what begins more than two minutes after its caller did not make it sick', () => {
  expect(told(['front 0', 'stock 130'])).toEqual(['front', 'stock']);
});

test('but for what its incident blames already', () => {
  const likely = { service: 'stock', standing: 'likely' };
  const blamesStock = (stored: Stored) =>
    stored.open.forEach(({ id }) => stored.set(id, { diagnosis: { hypotheses: [likely] } }));
  expect(told(['front 0', 'stock 600'], shop, blamesStock)).toEqual(['front stock']);
});

test('and for the node it runs on', () => {
  const stored = new Stored(shop);
  const [front] = firing('front');
  const [node] = firing('any');
  const later = new Date(noon + 600_000).toISOString();
  stored.correlate([{ ...front!, alert: { ...front!.alert, labels: { service: 'front', node: 'n1' } } }]);
  stored.correlate([{ ...node!, alert: { ...node!.alert, labels: { node: 'n1' }, startsAt: later } }]);
  expect(stored.open.map(({ service }) => service)).toEqual(['n1']);
});

test('dependencies that begin together may have a cause that does not alert', () => {
  expect(told(['cart 0', 'stock 15', 'front 20'])).toEqual(['cart front stock']);
});

test('dependencies that depend on each other are one outage, whenever they begin', () => {
  const chained = topologyOf('front → cart → stock', 'front → stock');
  expect(told(['cart 0', 'front 10', 'stock 60'], chained)).toEqual(['cart front stock']);
});

test('what is over does not count: a caller that is hurt anew has begun anew', () => {
  const ends = (stored: Stored) =>
    stored.open.forEach(({ id, alerts }) => {
      const over = alerts.map(alert => ({ ...alert, status: alert.service === 'front' ? 'resolved' : alert.status }));
      if (alerts.length === 1) stored.set(id, { alerts: over });
    });
  expect(told(['front 0', 'front 290', 'stock 300'], shop, ends)).toEqual(['front front stock']);
});

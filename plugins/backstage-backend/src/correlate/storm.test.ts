import { alertOf, pendingOf, Stored, topologyOf } from './testSupport/world';

const services = Array.from({ length: 100 }, (_, index) => `service-${index}`);
const storm = Array.from({ length: 10_000 }, (_, index) =>
  pendingOf(alertOf({ alertname: `Alert${index % 7}`, service: services[index % 100]!, pod: `pod-${index}` })),
);

test.each([
  ['unconnected', topologyOf(), 100],
  ['in one chain', topologyOf(services.join(' → ')), 1],
])('ten thousand alerts over a hundred objects, %s', (_, topology, incidents) => {
  const stored = new Stored(topology);
  const start = process.cpuUsage();
  stored.correlate(storm);
  expect(stored.decide(storm)).toEqual([]);
  // Both rounds take some 300 ms each; comparing each alert with each would take minutes.
  expect(process.cpuUsage(start).user).toBeLessThan(10_000_000);
  expect(stored.open).toHaveLength(incidents);
});

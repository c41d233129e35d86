import type { Method } from '../method';
import { prepared } from './prepared';

/** How often a walker goes back to a caller, and how often it starts again. */
const back = 0.1;
const again = 0.15;
const steps = 100;

/**
 * A random walk on the call graph, as MonitorRank (Kim, Sumbaly and Shah, 2013) and those after it do: from the alert,
 * or without one from anywhere, to callees as far as they deviate, seldom back; who is visited most comes first. It is
 * computed as the distribution after many steps, so that nothing is drawn.
 */
export const randomWalk: Method = input => {
  const deviations = new Map<string, { score: number; name: string }>();
  for (const { service, name, before, after } of prepared(input)) {
    const mean = before.reduce((sum, value) => sum + value, 0) / before.length;
    const spread = Math.sqrt(before.reduce((sum, value) => sum + (value - mean) ** 2, 0) / before.length) || 1;
    const score = Math.max(...after.map(value => Math.abs(value - mean))) / spread;
    if (score > (deviations.get(service)?.score ?? 0)) deviations.set(service, { score, name });
  }
  const services = [...new Set([...deviations.keys(), ...input.topology.flat()])];
  const weight = (service: string) => Math.log1p(deviations.get(service)?.score ?? 0);
  const start = new Map(services.map(service => [service, startAt(service)]));
  function startAt(service: string) {
    return input.alert ? Number(service === input.alert.service) : 1 / services.length;
  }
  let visits = start;
  for (let step = 0; step < steps; step += 1) {
    const next = new Map(services.map(service => [service, again * (start.get(service) ?? 0)]));
    for (const service of services) {
      const ways = [
        { to: service, weight: weight(service) },
        ...input.topology.flatMap(([caller, callee]) => {
          if (caller === service) return [{ to: callee, weight: weight(callee) }];
          return callee === service ? [{ to: caller, weight: back * weight(caller) }] : [];
        }),
      ];
      const total = ways.reduce((sum, way) => sum + way.weight, 0);
      for (const way of ways) {
        const share = total > 0 ? way.weight / total : 1 / ways.length;
        next.set(way.to, (next.get(way.to) ?? 0) + (1 - again) * (visits.get(service) ?? 0) * share);
      }
    }
    visits = next;
  }
  const ranked = [...visits].sort((a, b) => b[1] - a[1]).map(([service]) => service);
  return { services: ranked, metrics: ranked.flatMap(service => deviations.get(service)?.name ?? []) };
};

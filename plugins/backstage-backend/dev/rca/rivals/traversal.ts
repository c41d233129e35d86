import { medianOf } from '../../../src/diagnose/localize/statistics';
import type { Method } from '../method';
import { type Cut, cutAt } from './prepared';

/** From how many median deviations a service counts as anomalous, and the row at which PetShop begins to look. */
const anomalous = 5;
const firstRow = 2;

/**
 * The traversal of PetShop (Hardt and others, 2023), by the alert's own metric: an anomalous service that calls no
 * anomalous one is a candidate if a chain of anomalous services leads to it from the alert; its score is what the best
 * chain adds up to. Without an alert it has nothing to say.
 */
export const traversal: Method = input => {
  const { alert, topology } = input;
  if (!alert) return { services: [], metrics: [] };
  const cuts = new Map<string, Cut>();
  for (const one of cutAt(input)) {
    const isSame = one.name.slice(one.service.length + 1).startsWith(alert.metric);
    if (isSame && !cuts.has(one.service)) cuts.set(one.service, one);
  }
  const deviations = new Map([...cuts].map(([service, one]) => [service, deviationsOf(one)]));
  const ofAlert = deviations.get(alert.service) ?? [];
  const row = ofAlert.findIndex((value, index) => index >= firstRow && value > 0);
  if (row === -1) return { services: [], metrics: [] };
  const score = (service: string) => deviations.get(service)?.[row] ?? 0;

  const best = new Map<string, number>();
  const walk = (service: string, path: Set<string>, sum: number) => {
    const next = topology.flatMap(([from, to]) => (from === service && to !== service && score(to) > 0 ? [to] : []));
    if (next.length === 0) best.set(service, Math.max(best.get(service) ?? 0, sum));
    for (const callee of next) {
      if (!path.has(callee)) walk(callee, new Set([...path, callee]), sum + score(callee));
    }
  };
  walk(alert.service, new Set([alert.service]), score(alert.service));
  const services = [...best.keys()].sort((a, b) => (best.get(b) ?? 0) - (best.get(a) ?? 0));
  return { services, metrics: services.flatMap(service => cuts.get(service)?.name ?? []) };
};

/** Of each row after, in median deviations; 0 where it is not anomalous. Any change of what was constant is. */
function deviationsOf({ before, after }: Cut): number[] {
  const known = before.filter(value => !Number.isNaN(value));
  const centre = medianOf(known);
  const constant = known.every(value => value === known[0]);
  const scale = constant ? 1 : 1.4826 * medianOf(known.map(value => Math.abs(value - centre))) + Number.EPSILON;
  return after.map(value => {
    const deviation = Math.abs(value - centre) / scale;
    return known.length >= 10 && deviation > (constant ? 0 : anomalous) ? deviation : 0;
  });
}

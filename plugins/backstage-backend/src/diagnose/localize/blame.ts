import { type Added, addedBy, type Symptom } from './cost';
import type { Deviation } from './deviation';
import { isResource } from './family';
import { groupBy } from './groupBy';
import type { LocalizeInput } from './input';

export interface Blame {
  /** 0 to 1: how much of what the service suffers is there because of those it calls. */
  share: number;
  /** Who, the heaviest first. */
  by: string[];
}

/**
 * Who explains whom: the trouble of a callee, times its calls per request, is trouble of its caller. A callee that
 * nothing is measured of is looked through. What only its callers see (it is measured from outside and calls no one)
 * may be a view of a service beside it: a load balancer, say, or a remote name.
 */
export function blameOf(deviations: Deviation[], topology: LocalizeInput['topology'], symptom: Symptom) {
  const ofService = groupBy(deviations, ({ service }) => service);
  const added = new Map<string, Added>();
  for (const [service, own] of ofService) {
    const found = addedBy(own, symptom);
    if (found) added.set(service, found);
  }
  const edges = topology.filter(([caller, callee]) => caller !== callee);
  const callees = groupBy(edges, ([caller]) => caller);
  const callers = groupBy(edges, ([, callee]) => callee);

  const measured = (service: string, seen = new Set<string>()): string[] =>
    (callees.get(service) ?? []).flatMap(([, callee]) => {
      if (seen.has(callee)) return [];
      seen.add(callee);
      return added.has(callee) ? [callee] : measured(callee, seen);
    });
  const isViewFromOutside = (service: string) =>
    !callees.has(service) && !(ofService.get(service) ?? []).some(({ family }) => isResource(family));
  const beside = (service: string) =>
    (callers.get(service) ?? [])
      .flatMap(([caller]) => measured(caller))
      .filter(other => other !== service && callees.has(other));

  const known = new Map<string, Blame>();
  return (service: string): Blame => {
    const found = known.get(service) ?? look(service);
    known.set(service, found);
    return found;
  };

  function look(service: string): Blame {
    const own = added.get(service);
    if (!own || own.each <= 0) return { share: 0, by: [] };
    const behind = new Set(isViewFromOutside(service) ? beside(service) : measured(service));
    const parts = [...behind]
      .map(callee => ({ callee, part: partOf(added.get(callee), own) }))
      .filter(({ part }) => part > 0)
      .sort((a, b) => b.part - a.part);
    const share = Math.min(
      1,
      parts.reduce((sum, { part }) => sum + part, 0),
    );
    return { share, by: parts.map(({ callee }) => callee) };
  }
}

function partOf(callee: Added | undefined, caller: Added): number {
  if (!callee) return 0;
  const calls = callee.requests && caller.requests ? callee.requests / caller.requests : 1;
  return (callee.each * calls) / caller.each;
}

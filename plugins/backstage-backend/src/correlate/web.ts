import type { Topology } from '@autocura/common';
import type { AlertingObject } from './alertingObject';

/** Who of the alerting objects depends on whom. */
export interface Web {
  /** The other alerting objects it depends on, directly or through others that do not alert. */
  dependenciesOf(object: AlertingObject): Set<AlertingObject>;
  /** How many services are between it and one that it depends on, by the shortest way. */
  between(from: AlertingObject, to: AlertingObject): number;
  /** Names from one to the other along what they depend on. */
  path(from: AlertingObject, to: AlertingObject): string[] | undefined;
  /** Whether the topology knows anything about it: who is not in it is not known to be separate. */
  knows(object: AlertingObject): boolean;
}

export function webOf(objects: AlertingObject[], { edges }: Topology): Web {
  const next = new Map<string, Set<string>>();
  for (const { from, to } of edges) {
    next.set(from, (next.get(from) ?? new Set()).add(to));
    if (!next.has(to)) next.set(to, new Set());
  }
  const services = grouped(objects.filter(object => object.kind !== 'node' && object.kind !== 'unnamed'));
  const nodes = grouped(objects.filter(object => object.kind === 'node'));
  const reached = remembered((name: string) => walk(next, name));
  const dependencies = new Map<string, Set<AlertingObject>>();

  const named = (all: Map<string, AlertingObject[]>, name: string, from: AlertingObject) =>
    (all.get(name) ?? []).filter(object => object !== from && object.cluster === from.cluster);
  const find = (object: AlertingObject) => {
    const found = new Set<AlertingObject>();
    if (object.kind === 'unnamed' || object.kind === 'node') return found;
    for (const name of reached(object.name).keys()) {
      if (name !== object.name) named(services, name, object).forEach(one => found.add(one));
    }
    for (const node of object.nodes) named(nodes, node, object).forEach(one => found.add(one));
    return found;
  };

  return {
    dependenciesOf(object) {
      const found = dependencies.get(object.id) ?? find(object);
      dependencies.set(object.id, found);
      return found;
    },
    between(from, to) {
      if (to.kind === 'node' || to.name === from.name) return 0;
      return back(reached(from.name), to.name).length - 2;
    },
    path(from, to) {
      if (!this.dependenciesOf(from).has(to)) return undefined;
      return to.kind === 'node' ? [from.name, to.name] : back(reached(from.name), to.name);
    },
    knows: object => next.has(object.name),
  };
}

/** Every name that can be reached, with the one it was reached from; nearest first. */
function walk(next: Map<string, Set<string>>, start: string): Map<string, string> {
  const from = new Map([[start, start]]);
  for (const name of from.keys()) {
    for (const found of next.get(name) ?? []) if (!from.has(found)) from.set(found, name);
  }
  return from;
}

function back(reached: Map<string, string>, to: string): string[] {
  const path = [to];
  for (let at = reached.get(to); at !== undefined && at !== path[0]; at = reached.get(at)) path.unshift(at);
  return path;
}

function grouped(objects: AlertingObject[]): Map<string, AlertingObject[]> {
  const groups = new Map<string, AlertingObject[]>();
  for (const object of objects) {
    const group = groups.get(object.name);
    if (group) group.push(object);
    else groups.set(object.name, [object]);
  }
  return groups;
}

function remembered<T>(find: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return name => {
    const found = known.get(name) ?? find(name);
    known.set(name, found);
    return found;
  };
}

/** `from` calls or depends on `to`. */
export interface Edge {
  from: string;
  to: string;
  /** Seen in traffic, or declared in the catalog (lower trust). */
  known: 'traffic' | 'catalog';
}

export interface Topology {
  edges: Edge[];
  /** Why it may be incomplete, where it may. */
  unavailable?: string;
}

/** Everything `service` depends on, itself first, nearest first. Cycles are walked once. */
export function dependenciesOf(topology: Topology, service: string): string[] {
  return reach(service, name => topology.edges.filter(edge => edge.from === name).map(edge => edge.to));
}

/** Everything that depends on `service`, itself first. */
export function dependentsOf(topology: Topology, service: string): string[] {
  return reach(service, name => topology.edges.filter(edge => edge.to === name).map(edge => edge.from));
}

function reach(start: string, next: (name: string) => string[]): string[] {
  const seen = new Set([start]);
  for (const name of seen) next(name).forEach(found => seen.add(found));
  return [...seen];
}

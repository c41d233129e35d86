import type { Incident } from './incident';
import type { Edge, Topology } from './topology';

export interface Place {
  service: string;
  /** The suspected origin, one that alerts, or one that stands between or beside them. */
  role: 'blamed' | 'sick' | 'beside';
  /** How many calls away, at most, from the first that is called by none of the others. */
  depth: number;
  /** Among those of the same depth. */
  row: number;
}

export interface BlameMap {
  places: Place[];
  edges: { from: string; to: string; /** Trouble goes along it. */ carries: boolean }[];
  /** How trouble goes from the origin to each service that alerts, each beginning with the one that alerts. */
  paths: string[][];
}

/** More than these nobody can take in; those on a path come first. */
const most = 16;

/** Who is blamed: the service of the first hypothesis, else the one that the incident is about. */
export const blamedOf = ({ diagnosis, service }: Pick<Incident, 'diagnosis' | 'service'>) =>
  diagnosis?.hypotheses[0]?.service ?? service;

/** The neighbourhood of an incident, and the ways on which what is wrong with the blamed service reaches those that alert. */
export function blameMap({ edges }: Topology, blamed: string, sick: string[]): BlameMap {
  const paths = sick.map(service => pathOf(edges, service, blamed)).filter(path => path !== undefined);
  const onPath = paths.flat();
  const neighbours = edges.flatMap(({ from, to }) => (from === blamed ? [to] : to === blamed ? [from] : []));
  const services = [...new Set([blamed, ...onPath, ...sick, ...neighbours])].slice(0, most);
  const among = edges.filter(({ from, to }) => from !== to && services.includes(from) && services.includes(to));
  const carrying = new Set(paths.flatMap(path => path.slice(1).map((to, index) => `${path[index]} ${to}`)));
  return {
    places: placed(services, among).map(({ service, depth, row }) => ({
      ...{ service, depth, row },
      role: service === blamed ? 'blamed' : sick.includes(service) ? 'sick' : 'beside',
    })),
    edges: among.map(({ from, to }) => ({ from, to, carries: carrying.has(`${from} ${to}`) })),
    paths: paths.filter(path => path.length > 1 && !paths.some(other => endsWith(other, path))),
  };
}

/** The shortest way along calls from one service to another; undefined where there is none. */
function pathOf(edges: Edge[], from: string, to: string): string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
  for (const [service] of cameFrom) {
    if (service === to) break;
    for (const edge of edges) {
      if (edge.from === service && !cameFrom.has(edge.to)) cameFrom.set(edge.to, service);
    }
  }
  if (!cameFrom.has(to)) return undefined;
  const path: string[] = [];
  for (let at: string | undefined = to; at !== undefined; at = cameFrom.get(at)) path.unshift(at);
  return path;
}

/** A longer way that ends as this one does tells it too. */
const endsWith = (longer: string[], path: string[]) =>
  longer.length > path.length && longer.slice(-path.length).every((service, step) => service === path[step]);

/** Callers before whom they call; where all call each other in a circle, the first begins. */
function placed(services: string[], edges: Edge[]) {
  const depths = new Map<string, number>();
  const walk = (service: string, depth: number, way: string[]) => {
    if (way.includes(service) || depth <= (depths.get(service) ?? -1)) return;
    depths.set(service, depth);
    edges.filter(({ from }) => from === service).forEach(({ to }) => walk(to, depth + 1, [...way, service]));
  };
  services.filter(service => !edges.some(({ to }) => to === service)).forEach(service => walk(service, 0, []));
  services.forEach(service => !depths.has(service) && walk(service, 0, []));
  const rows = new Map<number, number>();
  return services.map(service => {
    const depth = depths.get(service) ?? 0;
    const row = rows.get(depth) ?? 0;
    rows.set(depth, row + 1);
    return { service, depth, row };
  });
}

import type { SickObject } from './sickObject';

/**
 * Identity of each object among all that are known: cluster, namespace and name.
 * What an alert does not say about where its object lives is filled in when the others leave one choice.
 */
export function identities(known: SickObject[]): (object: SickObject) => { id: string; cluster: string } {
  const clusters = new Choices();
  const namespaces = new Choices();
  for (const { name, cluster } of known) clusters.offer(['', name], cluster);
  const clusterOf = ({ name, cluster }: SickObject) => cluster ?? clusters.only(name) ?? clusters.only('') ?? '';
  for (const object of known) namespaces.offer([place(clusterOf(object), object.name)], object.namespace);
  return object => {
    const cluster = clusterOf(object);
    const namespace = object.namespace ?? namespaces.only(place(cluster, object.name)) ?? '';
    return { id: JSON.stringify([object.kind, cluster, namespace, object.name]), cluster };
  };
}

const place = (cluster: string, name: string) => JSON.stringify([cluster, name]);

class Choices {
  private readonly seen = new Map<string, Set<string>>();

  offer(names: string[], choice: string | undefined) {
    if (choice === undefined) return;
    for (const name of names) this.seen.set(name, (this.seen.get(name) ?? new Set()).add(choice));
  }

  only(name: string): string | undefined {
    const [one, another] = this.seen.get(name) ?? [];
    return another === undefined ? one : undefined;
  }
}

import { groupVersionOf, type Kind, kinds } from './kinds';
import type { Thing } from './objects';
import { StatusError } from './status';

export interface Happened {
  type: 'ADDED' | 'MODIFIED' | 'DELETED';
  kind: Kind;
  thing: Thing;
  resourceVersion: number;
}

/** What is stored, in the order in which it was written, and whoever watches. */
export class Memory {
  private latest = 1000;
  private oldest = 1000;
  private readonly things = new Map<string, Thing>();
  private readonly happened: Happened[] = [];
  private readonly watchers = new Set<(one: Happened) => void>();

  get resourceVersion() {
    return this.latest;
  }

  get(kind: Kind, namespace: string | undefined, name: string): Thing | undefined {
    return structuredClone(this.things.get(keyOf(kind, namespace, name)));
  }

  list({ plural, group }: Pick<Kind, 'plural' | 'group'>, namespace?: string): Thing[] {
    const kind = kinds.find(known => known.plural === plural && known.group === group);
    if (!kind) return [];
    const own = [...this.things.values()].filter(
      thing => thing.kind === kind.kind && thing.apiVersion === groupVersionOf(kind),
    );
    const here = own.filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace);
    return structuredClone(here);
  }

  save(kind: Kind, thing: Thing): Thing {
    const { namespace, name } = thing.metadata;
    const key = keyOf(kind, namespace, name);
    const type = this.things.has(key) ? 'MODIFIED' : 'ADDED';
    const resourceVersion = (this.latest += 1);
    const stored = { ...thing, metadata: { ...thing.metadata, resourceVersion: String(resourceVersion) } };
    this.things.set(key, stored);
    this.tell({ type, kind, thing: stored, resourceVersion });
    return structuredClone(stored);
  }

  remove(kind: Kind, thing: Thing): void {
    this.things.delete(keyOf(kind, thing.metadata.namespace, thing.metadata.name));
    const resourceVersion = (this.latest += 1);
    const gone = { ...thing, metadata: { ...thing.metadata, resourceVersion: String(resourceVersion) } };
    this.tell({ type: 'DELETED', kind, thing: gone, resourceVersion });
  }

  /** Hears of everything after a version, until the returned function is called. */
  watch(since: number, hear: (one: Happened) => void): () => void {
    if (since > 0 && since < this.oldest) {
      throw new StatusError(410, 'Expired', `too old resource version: ${since} (${this.oldest})`);
    }
    const from = since > 0 ? since : this.latest;
    for (const one of this.happened.filter(({ resourceVersion }) => resourceVersion > from)) hear(one);
    this.watchers.add(hear);
    return () => this.watchers.delete(hear);
  }

  /** Forgets what happened so far; whoever watches from before has to list again. */
  compact(): void {
    this.oldest = this.latest;
    this.happened.length = 0;
  }

  private tell(one: Happened): void {
    this.happened.push(one);
    for (const hear of this.watchers) hear(one);
  }
}

const keyOf = ({ group, plural }: Kind, namespace: string | undefined, name: string) =>
  [group, plural, namespace ?? '', name].join('/');

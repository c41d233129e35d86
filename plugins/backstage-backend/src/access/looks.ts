import { streams } from '@autocura/common';
import type { CatalogSource } from '../sources/catalog/catalogSource';
import { ConflictError, type Store } from '../store';

/** Says of an entity that who looks at its incidents is written down. */
const restrictedAnnotation = 'autocura.io/restricted';

export interface LooksOptions {
  store: Pick<Store, 'lastEvent' | 'append'>;
  catalog: CatalogSource;
  now(): Date;
}

/** Writes down who is about to see this answer, where it tells of restricted incidents. Rejects where it cannot. */
export type Looks = (actor: string, answer: () => unknown) => Promise<void>;

const hour = 3_600_000;
/** People and incidents that are remembered as written down. */
const most = 10_000;

export function looks({ store, catalog, now }: LooksOptions): Looks {
  const written = new Map<string, number>();

  async function restricted(): Promise<Set<string>> {
    const { services } = await catalog();
    const isRestricted = (entities: { annotations: Record<string, string> }[]) =>
      entities.some(({ annotations }) => annotations[restrictedAnnotation] === 'true');
    return new Set([...services].flatMap(([service, entities]) => (isRestricted(entities) ? [service] : [])));
  }

  async function record(actor: string, incident: string, service: string) {
    const name = JSON.stringify([actor, incident]);
    const at = now().getTime();
    if (at - (written.get(name) ?? -Infinity) < hour) return;
    for (let tries = 1; ; tries += 1) {
      const stream = streams.look(incident);
      const expected = (await store.lastEvent(stream))?.seq ?? 0;
      const events = [{ type: 'look.recorded' as const, data: { incident, service } }];
      try {
        await store.append([{ stream, expected, events, actor }]);
        break;
      } catch (error) {
        if (!(error instanceof ConflictError) || tries === 5) throw error;
      }
    }
    written.delete(name);
    written.set(name, at);
    if (written.size > most) written.delete(written.keys().next().value!);
  }

  return async (actor, answer) => {
    const services = await restricted();
    if (services.size === 0) return;
    for (const [incident, told] of incidentsIn(answer())) {
      const service = told.find(one => services.has(one));
      if (service !== undefined) await record(actor, incident, service);
    }
  };
}

/** Every incident that an answer speaks of, whatever its form, with its services. */
function incidentsIn(answer: unknown): Map<string, string[]> {
  const found = new Map<string, string[]>();
  /** `about`: the service that all this is about. */
  const walk = (value: unknown, about: unknown): void => {
    if (Array.isArray(value)) return value.forEach(one => walk(one, about));
    if (typeof value !== 'object' || value === null) return;
    const { id, incidentId, phase, service = about, services = [] } = value as Record<string, unknown>;
    const incident = incidentId ?? (phase === undefined ? undefined : id);
    if (typeof incident === 'string') {
      const told = [service, services].flat().filter(one => typeof one === 'string');
      found.set(incident, [...(found.get(incident) ?? []), ...told]);
    }
    Object.values(value).forEach(one => walk(one, service));
  };
  walk(answer, undefined);
  return found;
}

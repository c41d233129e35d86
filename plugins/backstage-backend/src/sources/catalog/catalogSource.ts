import type { AuthService } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { within } from '../within';
import { type Cataloged, catalogedIn, nothingCataloged } from './cataloged';

export interface CatalogSourceOptions {
  entities(): Promise<Entity[]>;
  now(): Date;
  /** How old an answer may be before another is asked for, in milliseconds. */
  freshMs?: number;
  /** How old it may be before whoever asks waits for the next. */
  waitMs?: number;
  /** After a failure it is asked again no sooner. */
  againMs?: number;
  /** How long an answer may take. */
  answerMs?: number;
}

/** What the catalog says, as far as is known. */
export interface CatalogState extends Cataloged {
  /** When it was read, ISO 8601; absent when it never was. */
  readAt?: string;
  /** Why it may be missing or old, where it may. */
  unavailable?: string;
}

export type CatalogSource = () => Promise<CatalogState>;

/** The catalog, read at most so often. Never fails: while it does not answer, what it last said is told, with the reason. */
export function catalogSource({
  entities,
  now,
  freshMs = 15_000,
  waitMs = 30_000,
  againMs = 5_000,
  answerMs = 5_000,
}: CatalogSourceOptions): CatalogSource {
  let known: CatalogState = nothingCataloged;
  let asked = -Infinity;
  let reading: Promise<void> | undefined;

  const read = async () => {
    asked = now().getTime();
    try {
      known = { ...catalogedIn(await within(answerMs, entities())), readAt: now().toISOString() };
    } catch (error) {
      const { unavailable: _, ...last } = known;
      known = { ...last, unavailable: reasonOf(error, last.readAt) };
    }
  };

  return async () => {
    const at = now().getTime();
    const age = known.readAt === undefined ? Infinity : at - Date.parse(known.readAt);
    const due = age >= freshMs && (known.unavailable === undefined || at - asked >= againMs);
    if (due) reading ??= read().finally(() => (reading = undefined));
    // What is known to be away is not waited for again and again.
    if (reading && age >= waitMs && known.unavailable === undefined) await reading;
    return known;
  };
}

/** All that `catalogedIn` reads, in the name of the plugin itself. */
export async function serviceEntities(catalog: CatalogService, auth: AuthService): Promise<Entity[]> {
  const { items } = await catalog.getEntities(
    {
      filter: { kind: ['Component', 'Resource', 'API', 'System'] },
      fields: [
        ...['kind', 'metadata.name', 'metadata.namespace', 'metadata.annotations', 'metadata.tags', 'relations'],
      ],
    },
    { credentials: await auth.getOwnServiceCredentials() },
  );
  return items;
}

const reasonOf = (error: unknown, readAt?: string) =>
  `the catalog did not answer (${error instanceof Error ? error.message : String(error)}); ` +
  (readAt === undefined ? 'it never has' : `it last did at ${readAt}`);

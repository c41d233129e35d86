import { coreServices, createServiceFactory } from '@backstage/backend-plugin-api';
import makeKnex, { type Knex } from 'knex';

/** A SQLite in memory for each plugin of a backend, where several are tried together; `end` lets go of them. */
export function databases() {
  const all = new Map<string, Knex>();
  const of = (plugin: string) => {
    const known =
      all.get(plugin) ?? makeKnex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });
    all.set(plugin, known);
    return known;
  };
  const feature = createServiceFactory({
    service: coreServices.database,
    deps: { plugin: coreServices.pluginMetadata },
    factory: ({ plugin }) => ({ getClient: async () => of(plugin.getId()) }),
  });
  return { of, feature, end: () => Promise.all([...all.values()].map(knex => knex.destroy())) };
}

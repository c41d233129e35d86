import type { Operation } from '@autocura/common/schemas';
import { type BackendFeature, coreServices, createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import makeKnex, { type Knex } from 'knex';
import request from 'supertest';
import type { Test } from 'supertest';
import { autocuraPlugin } from '../plugin';
import { Store } from '../store';

export interface Ask {
  method: Operation['method'];
  /** Below `/api/autocura`. */
  path: string;
  query?: Record<string, unknown>;
  body?: unknown;
  /** The authorization header; nobody's is that of `user:default/mock`. */
  as?: string;
}

interface ApiOptions {
  /** Of `autocura`. */
  settings?: object;
  /** Beside `autocura`. */
  config?: object;
  features?: BackendFeature[];
  /** Of the catalog, beside or instead of the one that calls another. */
  entities?: Entity[];
  /** Of Autocura: a SQLite in memory unless told; ended with the API. Other plugins have one of their own each. */
  knex?: Knex;
}

/** The real plugin with the API alone, over a database that the test can reach too. */
export async function startApi({ settings, config, features = [], entities = [], knex = inMemory() }: ApiOptions = {}) {
  const statements: string[] = [];
  knex.on('query', ({ sql }: { sql: string }) => statements.push(sql));
  const others: Knex[] = [];
  const database = createServiceFactory({
    service: coreServices.database,
    deps: { plugin: coreServices.pluginMetadata },
    factory: ({ plugin }) => {
      const theirs = plugin.getId() === 'autocura' ? knex : inMemory();
      if (theirs !== knex) others.push(theirs);
      return { getClient: async () => theirs };
    },
  });
  const knowsCaller = entities.some(({ metadata }) => metadata.name === caller.metadata.name);
  const backend = await startTestBackend({
    features: [
      autocuraPlugin,
      catalogServiceMock.factory({ entities: [...(knowsCaller ? [] : [caller]), ...entities] }),
      database,
      mockServices.rootConfig.factory({ data: { autocura: { roles: ['api'], ...settings }, ...config } }),
      ...features,
    ],
  });
  const store = await Store.create(knex, { migrations: false });
  return {
    store,
    knex,
    url: `http://127.0.0.1:${backend.server.port()}/api/autocura`,
    /** Where other plugins answer. */
    urlOf: (plugin: string) => `http://127.0.0.1:${backend.server.port()}/api/${plugin}`,
    ask({ method, path, query = {}, body, as }: Ask): Test {
      const test = request(backend.server)[method](`/api/autocura${path}`).query(query);
      if (as !== undefined) test.set('authorization', as);
      return body === undefined ? test : test.send(body as object);
    },
    async stop() {
      await backend.stop();
      await Promise.all([knex, ...others].map(one => one.destroy()));
    },
    /** What the database was asked meanwhile. */
    async statementsDuring(doing: () => PromiseLike<unknown>): Promise<string[]> {
      const before = statements.length;
      await doing();
      return statements.slice(before);
    },
  };
}

const caller: Entity = {
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component', metadata: { name: 'service-1' } },
  relations: [{ type: 'dependsOn', targetRef: 'component:default/service-2' }],
};

const inMemory = () => makeKnex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });

export type TestApi = Awaited<ReturnType<typeof startApi>>;

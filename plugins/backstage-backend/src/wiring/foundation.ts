import {
  type AuthService,
  type DatabaseService,
  type LoggerService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import makeKnex from 'knex';
import type { Guard, Targets } from '../outbound';
import type { Redis } from '../redis';
import { keyServiceOf } from '../secrets';
import type { Settings } from '../settings';
import { bound, DatabaseTime, Store } from '../store';

/** What every area stands on. */
export interface Foundation {
  settings: Settings;
  store: Store;
  logger: LoggerService;
  now(): Date;
  catalog: CatalogService;
  auth: AuthService;
  /** What several processes share beside the database; none is needed. */
  redis: Redis;
  /** What may be called outside. */
  outside: Guard;
  /** Everything outside, each by its door. */
  targets: Targets;
}

export async function openStore(
  host: DatabaseService,
  { database, secrets }: Settings,
  { outside, targets, logger }: Pick<Foundation, 'outside' | 'targets' | 'logger'>,
): Promise<{ store: Store; time: DatabaseTime }> {
  const migrations = resolvePackagePath('@autocura/backstage-plugin-backend', 'migrations');
  const knex = await host.getClient();
  const time = await DatabaseTime.of(knex, { logger });
  const replica = database.replica && openReplica(database.replica);
  const store = await Store.create(knex, {
    now: time.now,
    ...(replica && { replica }),
    migrations: host.migrations?.skip ? false : migrations,
    ...(secrets && { keys: keyServiceOf(secrets, outside.fetch) }),
  });
  // Only now: a migration takes the time that it takes.
  bound(knex, targets, database.timeout * 1000);
  if (replica) bound(replica, targets, database.timeout * 1000, 'Read replica');
  return { store, time };
}

const openReplica = ({ url, schema }: NonNullable<Settings['database']['replica']>) =>
  makeKnex({
    ...{ client: 'pg', connection: url, pool: { min: 0, max: 10 } },
    ...(schema !== undefined && { searchPath: [schema] }),
  });

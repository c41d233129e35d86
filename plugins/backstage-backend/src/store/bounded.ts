import type { Knex } from 'knex';
import { NoAnswerError, type TargetOptions, type Targets } from '../outbound';
import { isPostgres } from './database';

/** The database cannot be had now; answered by 503. */
export class DatabaseAwayError extends Error {
  override readonly name = 'DatabaseAwayError';
  readonly statusCode = 503;
}

/**
 * From now on a connection is waited for and each statement takes at most `timeoutMs`, and once no connection could be
 * had several times in a row everybody is told so at once. A connection over which nothing came back is never used
 * again. A file needs none of that.
 */
export function bound(knex: Knex, targets: Targets, timeoutMs: number, name = 'Database'): void {
  if (!isPostgres(knex)) return;
  const target = targets.of({ ...door, name });
  const client = knex.client as PostgresClient;
  Object.assign(client.connectionSettings, { connectionTimeoutMillis: timeoutMs });
  Object.assign(client.pool, { acquireTimeoutMillis: timeoutMs, createTimeoutMillis: timeoutMs });
  const acquire = client.acquireConnection.bind(client);
  client.acquireConnection = async () => {
    try {
      return boundedConnection(await target.run(acquire), timeoutMs);
    } catch (error) {
      const says = error instanceof NoAnswerError ? error.says : 'gives no connection';
      throw new DatabaseAwayError(`The database ${says}`, { cause: error });
    }
  };
}

/** How many may ask for a connection at once is the pool's to say, and so is for how long they wait. */
const door: Omit<TargetOptions, 'name'> = {
  kind: 'database',
  ...{ timeoutMs: 'own', atOnce: 10_000, restMs: 1_000 },
};

type Answered = (error: Error | null, ...rest: unknown[]) => void;
interface Connection {
  connectionParameters: { query_timeout: number | false };
  connection: { stream: { destroy(): void } };
  query(...asked: unknown[]): unknown;
  /** Knex gives such a connection to nobody. */
  __knex__disposed?: unknown;
}
interface PostgresClient {
  connectionSettings: object;
  pool: object;
  acquireConnection(): Promise<Connection>;
}

/** PostgreSQL was reached and says no, by a code of SQL; not where it says that it is ending (57P), nor what Node says. */
const isOwnWord = (error: Error) => 'code' in error && /^(?!57P|E)[0-9A-Z]{5}$/.test(String(error.code));

const bounded = new WeakSet<Connection>();

function boundedConnection(connection: Connection, timeoutMs: number): Connection {
  if (bounded.has(connection)) return connection;
  bounded.add(connection);
  connection.connectionParameters.query_timeout = timeoutMs;
  const query = connection.query.bind(connection);
  connection.query = (...asked) => {
    const answered = asked.at(-1);
    if (typeof answered !== 'function') return query(...asked);
    const looked: Answered = (error, ...rest) => {
      if (error === null || isOwnWord(error)) return (answered as Answered)(error, ...rest);
      const late = error.message === 'Query read timeout';
      // What was asked may still be under way over there: by ending the connection it is taken back.
      if (late) connection.connection.stream.destroy();
      connection.__knex__disposed = error;
      const says = late ? `did not answer within ${timeoutMs} ms` : 'broke the connection';
      return (answered as Answered)(new DatabaseAwayError(`The database ${says}`, { cause: error }), ...rest);
    };
    return query(...asked.slice(0, -1), looked);
  };
  return connection;
}

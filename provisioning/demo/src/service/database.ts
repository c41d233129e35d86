import { Pool } from 'pg';
import type { QueryResultRow } from 'pg';
import type { Metrics } from './metrics';

const most = 8;

/** PostgreSQL through a bounded pool, with every wait bounded too. */
export class Database {
  readonly pool: Pool;

  constructor(
    url: string,
    service: string,
    private readonly metrics: Metrics,
  ) {
    this.pool = new Pool({
      connectionString: url,
      application_name: service,
      max: most,
      connectionTimeoutMillis: 1500,
      statement_timeout: 1500,
      lock_timeout: 1000,
      idle_in_transaction_session_timeout: 60_000,
    });
    // Without a listener a connection that is ended by the server would end this process.
    this.pool.on('error', () => {});
    metrics.watchPool(this.pool, service, most);
  }

  async query<Row extends QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    const stop = this.metrics.queried.startTimer({ db_system_name: 'postgresql' });
    try {
      const { rows } = await this.pool.query<Row>(sql, values);
      stop();
      return rows;
    } catch (error) {
      stop({ error_type: errorType(error) });
      throw error;
    }
  }
}

function errorType(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code ?? (message?.includes('timeout') ? 'timeout' : 'error');
}

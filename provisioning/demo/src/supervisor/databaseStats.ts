import { Client } from 'pg';

/** What postgres_exporter would say. */
export interface DatabaseStats {
  up: boolean;
  maxConnections?: number;
  blocked?: number;
  sessions: { state: string; application: string; count: number; oldestTransactionS: number }[];
}

const everyMs = 1000;

const sessionsSql = `
  select coalesce(state, '') as state, application_name as application, count(*)::int as count,
    coalesce(max(extract(epoch from clock_timestamp() - xact_start)), 0)::float as "oldestTransactionS"
  from pg_stat_activity where backend_type = 'client backend' and datname = 'shop' and pid <> pg_backend_pid()
  group by 1, 2`;
const restSql = `
  select current_setting('max_connections')::int as max,
    (select count(*)::int from pg_stat_activity where cardinality(pg_blocking_pids(pid)) > 0) as blocked`;

/** The session that others wait for and that waits for nobody, the one holding up most first. */
const blockersSql = `
  select blocker as pid from pg_stat_activity waiting, unnest(pg_blocking_pids(waiting.pid)) blocker
  where cardinality(pg_blocking_pids(blocker)) = 0 group by 1 order by count(*) desc`;

/** Looks at PostgreSQL once a second over a connection that is opened before anything can go wrong. */
export class DatabaseWatch {
  stats: DatabaseStats = { up: false, sessions: [] };
  private client: Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;

  constructor(private readonly url: string) {}

  async start() {
    await this.look();
    if (!this.closed) this.timer = setTimeout(() => void this.start(), everyMs);
  }

  async stop() {
    this.closed = true;
    clearTimeout(this.timer);
    await this.client?.end().catch(() => {});
  }

  /** Ends the sessions that block others, or the one given; says which. */
  async terminate(pid?: number): Promise<number[]> {
    const client = await this.connection();
    const pids =
      pid === undefined ? (await client.query<{ pid: number }>(blockersSql)).rows.map(row => row.pid) : [pid];
    for (const each of pids) await client.query('select pg_terminate_backend($1)', [each]);
    return pids;
  }

  private async look() {
    try {
      const client = await this.connection();
      const [sessions, rest] = [
        await client.query<DatabaseStats['sessions'][number]>(sessionsSql),
        await client.query<{ max: number; blocked: number }>(restSql),
      ];
      const { max, blocked } = rest.rows[0] ?? {};
      this.stats = {
        up: true,
        sessions: sessions.rows,
        ...(max !== undefined && { maxConnections: max }),
        ...(blocked !== undefined && { blocked }),
      };
    } catch {
      this.stats = { up: false, sessions: [] };
      // A connection whose answer is still owed would give it to the next question.
      const broken = this.client;
      this.client = undefined;
      void broken?.end().catch(() => {});
    }
  }

  private async connection(): Promise<Client> {
    if (this.client) return this.client;
    const client = new Client({
      connectionString: this.url,
      application_name: 'monitor',
      connectionTimeoutMillis: 800,
      query_timeout: 800,
      statement_timeout: 800,
    });
    client.on('error', () => (this.client = undefined));
    await client.connect();
    this.client = client;
    return client;
  }
}

/** A session of a PostgreSQL server, as far as it matters for whether it may be ended. */
export interface Session {
  pid: number;
  /** When it began, by the server; with the pid it names one session and no later one. */
  started: string;
  /** When its transaction began; null outside of one. */
  transaction: string | null;
  /** Seconds that its transaction has lasted. */
  age: number | null;
  role: string | null;
  /** `client backend`, `autovacuum worker`, `walsender` and the like; empty where we have no right to see it. */
  kind: string;
  state: string | null;
  /** Of a superuser, or of a role that may replicate. */
  privileged: boolean;
  /** Of the role that we are. */
  ours: boolean;
  /** Holds a lock as only a change of the schema, a vacuum or an explicit one takes it. */
  altering: boolean;
  /** The sessions that it waits for; 0 is a prepared transaction. */
  waitsFor: number[];
}

export const sessionsSql = `
select a.pid,
       a.backend_start::text as started,
       a.xact_start::text as transaction,
       extract(epoch from clock_timestamp() - a.xact_start)::float8 as age,
       a.usename as role,
       coalesce(a.backend_type, '') as kind,
       a.state,
       coalesce(r.rolsuper or r.rolreplication, true) as privileged,
       coalesce(a.usename = current_user or a.pid = pg_backend_pid(), false) as ours,
       exists (
         select from pg_locks l
         where l.pid = a.pid and l.granted and l.locktype = 'relation'
           and l.mode in ('ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'AccessExclusiveLock')
       ) as altering,
       pg_blocking_pids(a.pid) as "waitsFor"
from pg_stat_activity a
left join pg_roles r on r.oid = a.usesysid`;

/** The session that is at the head of a queue: it is waited for and waits for nobody. The longest queue counts. */
export function blockerOf(sessions: Session[], pid?: number): Session | 'prepared transaction' | undefined {
  const behind = new Map(sessions.map(({ pid: head }) => [head, waitersOf(sessions, head).size]));
  const heads = sessions.filter(
    each => each.waitsFor.length === 0 && (behind.get(each.pid) ?? 0) > 0 && (pid === undefined || each.pid === pid),
  );
  const [first] = heads.sort((a, b) => (behind.get(b.pid) ?? 0) - (behind.get(a.pid) ?? 0));
  if (first || pid !== undefined) return first;
  return waitersOf(sessions, preparedTransaction).size > 0 ? 'prepared transaction' : undefined;
}

const preparedTransaction = 0;

/** Who waits for it, and who waits for those. */
export function waitersOf(sessions: Session[], head: number): Set<number> {
  const waiters = new Set<number>();
  for (let news = [head]; news.length > 0;) {
    news = sessions
      .filter(({ pid, waitsFor }) => !waiters.has(pid) && pid !== head && waitsFor.some(each => news.includes(each)))
      .map(({ pid }) => pid);
    for (const pid of news) waiters.add(pid);
  }
  return waiters;
}

export interface Endable {
  /** Roles of applications; nobody else's session is touched. */
  roles: string[];
  /** Seconds that a transaction has to have lasted. */
  olderThan: number;
}

/** Why this session must not be ended; undefined where nothing is against it. */
export function objectionTo(session: Session, { roles, olderThan }: Endable): string | undefined {
  const { pid, kind, role, privileged, ours, age, altering } = session;
  const who = `session ${pid}`;
  if (kind === '') return `what ${who} is cannot be seen: our role lacks pg_read_all_stats`;
  if (kind !== 'client backend') return `${who} is no application's but of the kind ${kind}`;
  if (ours) return `${who} is our own`;
  if (privileged) return `${who} is a superuser's, or one that may replicate`;
  if (role === null || !roles.includes(role)) return `${who} belongs to ${role ?? 'nobody'}, which is not on the list`;
  if (altering) return `${who} changes the schema or vacuums`;
  if (age === null || age < olderThan) return `the transaction of ${who} is younger than ${olderThan} s`;
  return undefined;
}

export const isIdle = ({ state }: Session) => state?.startsWith('idle') ?? false;

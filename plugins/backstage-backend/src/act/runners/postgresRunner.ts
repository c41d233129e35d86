import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, DatabaseError } from 'pg';
import {
  blockerOf,
  type Endable,
  isIdle,
  objectionTo,
  type Session,
  sessionsSql,
  waitersOf,
} from '../postgres/sessions';
import { ActionFailedError, type FailedWhen, type Leave, mayAct, type Runner, takenOver } from './runner';

export interface PostgresServer extends Endable {
  /** Connection string, with the password in it. */
  url: string;
}

export interface PostgresSettings {
  /** By the service that the server is. */
  servers: Record<string, PostgresServer>;
  /** For connecting, and for each question. */
  timeoutMs?: number;
  /** How long a session may take to do as it was told. */
  graceMs?: number;
}

/** Cancels or terminates the one session that others wait for, if it is an application's and old enough. */
export function postgresRunner({ servers, timeoutMs = 5_000, graceMs = 5_000 }: PostgresSettings): Runner {
  const serverOf = (service: unknown) => {
    const server = typeof service === 'string' && Object.hasOwn(servers, service) ? servers[service] : undefined;
    if (!server) throw new ActionFailedError('refused', `no PostgreSQL is known as ${String(service)}`);
    return server;
  };

  return {
    // Who was told to stop cannot be told to go on.
    state: async () => undefined,

    async preview(action, { service, pid }) {
      const server = serverOf(service);
      return inSession(server, timeoutMs, async act => {
        const found = find(await act.sessions(), server, action, pid);
        if (!found) return [];
        const { session, waiters } = found;
        const { role, state, age, started } = session;
        const aside = `${state}, ${Math.round(age ?? 0)} s, ${waiters} waiting`;
        const object = `session ${session.pid} of ${String(service)}`;
        return [{ object, field: '', from: String(role), uid: started, aside }];
      });
    },

    async run(action, { service, pid }, _key, leave) {
      const server = serverOf(service);
      return inSession(server, timeoutMs, async act => {
        const found = find(await act.sessions(), server, action, pid);
        if (!found) return 'nothing was in the way any more';
        const { session, waiters } = found;
        const told = `session ${session.pid} of ${session.role}, which ${waiters} waited for`;

        if (!isIdle(session)) {
          if (!(await act.tell('cancel', session, leave))) return 'nothing was in the way any more';
          if (await act.until(graceMs, sessions => !isInTheWay(sessions, session))) return `cancelled ${told}`;
          if (action === cancel) throw new ActionFailedError('unknown', `cancelled ${told}, but it goes on`);
        }
        if (!(await act.tell('terminate', session, leave))) return 'it was over by itself';
        if (await act.until(graceMs, sessions => !sessions.some(isSame(session)))) return `terminated ${told}`;
        throw new ActionFailedError('unknown', `terminated ${told}, but it is still there`);
      });
    },
  };
}

const cancel = 'cancel-blocker';

/** The session to end; undefined where nobody waits. Throws ActionFailedError with the reason why it must not be. */
function find(sessions: Session[], allowed: Endable, action: string, pid: unknown) {
  const session = blockerOf(sessions, typeof pid === 'number' ? pid : undefined);
  if (!session) return undefined;
  const objection =
    session === 'prepared transaction'
      ? 'a prepared transaction is in the way, which is no session'
      : (objectionTo(session, allowed) ??
        (action === cancel && isIdle(session)
          ? `session ${session.pid} runs nothing that could be cancelled`
          : undefined));
  if (objection !== undefined || session === 'prepared transaction')
    throw new ActionFailedError('refused', objection ?? '');
  return { session, waiters: waitersOf(sessions, session.pid).size };
}

const isSame = (one: Session) => (other: Session) => one.pid === other.pid && one.started === other.started;

const isInTheWay = (sessions: Session[], session: Session) =>
  sessions.some(each => isSame(session)(each) && each.transaction === session.transaction) &&
  waitersOf(sessions, session.pid).size > 0;

interface Connected {
  sessions(): Promise<Session[]>;
  /** Signals it if it still is in that very transaction; false where it is not. */
  tell(how: 'cancel' | 'terminate', session: Session, leave: Leave | undefined): Promise<boolean>;
  /** Whether that came true in time. */
  until(ms: number, isSo: (sessions: Session[]) => boolean): Promise<boolean>;
}

/** Everything is read and done on one connection, which is never used again. Its errors are ActionFailedErrors. */
async function inSession<T>({ url }: PostgresServer, timeoutMs: number, work: (act: Connected) => Promise<T>) {
  const client = new Client({
    connectionString: url,
    application_name: 'autocura',
    connectionTimeoutMillis: timeoutMs,
    statement_timeout: timeoutMs,
    query_timeout: timeoutMs,
  });
  // Without a listener, a connection that breaks ends the process. The query under way tells of it.
  client.on('error', () => undefined);
  let stage: FailedWhen = 'before';
  let told = false;

  const sessions = async () => (await client.query<Session>(sessionsSql)).rows;
  try {
    await client.connect();
    return await work({
      sessions,
      async tell(how, { pid, started, transaction }, leave) {
        if (!mayAct(leave)) throw new ActionFailedError(stage, takenOver);
        stage = 'unknown';
        const { rowCount } = await client.query(signals[how], [pid, started, transaction]);
        told = true;
        return rowCount === 1;
      },
      async until(ms, isSo) {
        for (const end = performance.now() + ms; performance.now() < end; await pause(100)) {
          if (isSo(await sessions())) return true;
        }
        return false;
      },
    });
  } catch (error) {
    if (error instanceof ActionFailedError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ActionFailedError(isDenied(error) && !told ? 'refused' : stage, `PostgreSQL: ${reason}`, {
      cause: error,
    });
  } finally {
    // One that hangs would be waited for without end.
    void client.end().catch(() => undefined);
  }
}

const signal = (name: string) => `
select ${name}(pid) from pg_stat_activity
where pid = $1 and backend_start::text = $2 and xact_start::text = $3`;

const signals = { cancel: signal('pg_cancel_backend'), terminate: signal('pg_terminate_backend') };

/** Wrong password, no such right: asking again does not help, and what was asked for was not done. */
const isDenied = (error: unknown) => error instanceof DatabaseError && /^(28|42)/.test(error.code ?? '');

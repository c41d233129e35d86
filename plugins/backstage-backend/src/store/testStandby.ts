import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectTo, freePort, makePostgres, nobody, runPostgres, type Server } from './testDatabases';

export interface Pair {
  primary: Server;
  standby: Server;
  /** The primary ends at once, with everything that answers for it, and stays so. */
  killPrimary(): Promise<void>;
  /** The standby takes writes from now on. */
  promote(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * A primary and a standby that follows it over the wire: what the primary has committed is on both. The folder is made
 * by `bin` of any version.
 */
export async function startPair(directory: string, bin: string): Promise<Pair> {
  const folders = { primary: join(directory, 'primary'), standby: join(directory, 'standby') };
  await makePostgres(folders.primary, bin);
  const copied = spawnSync('cp', ['-a', folders.primary, folders.standby], { ...nobody, encoding: 'utf8' });
  if (copied.status !== 0) throw new Error(`the standby's folder: ${copied.stderr}`);
  writeFileSync(join(folders.standby, 'standby.signal'), '');

  const port = await freePort();
  const replicating = ['wal_level=replica', 'synchronous_standby_names=standby'];
  const primary = await runPostgres(folders.primary, port, { bin, settings: replicating });
  const follows = `host=127.0.0.1 port=${port} user=postgres application_name=standby`;
  // A standby has to allow what the primary did in all the log that it reads, from initdb's hundred on.
  const settings = ['max_connections=100', `primary_conninfo=${follows}`];
  const standby = await runPostgres(folders.standby, await freePort(), { bin, settings }).catch(async error => {
    await primary.stop();
    throw error;
  });
  let killed = false;
  return {
    ...{ primary, standby },
    async killPrimary() {
      killed = true;
      const gone = once(primary.process, 'exit');
      primary.process.kill('SIGKILL');
      await gone;
    },
    async promote() {
      const knex = connectTo({ client: 'pg', port: standby.port, schema: 'public' });
      try {
        await knex.raw('select pg_promote()');
      } finally {
        await knex.destroy();
      }
    },
    async stop() {
      await Promise.all([standby.stop(), killed || primary.stop()]);
    },
  };
}

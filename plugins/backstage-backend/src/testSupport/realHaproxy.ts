import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { endWithUs } from '../../../../provisioning/demo/src/endWithUs';
import { until } from './quick';

/** A real HAProxy by a configuration file and what the file takes from its environment. Resolves when the port is open. */
export async function realHaproxy(file: string, port: number, environment: Record<string, string>) {
  const server = spawn('haproxy', ['-db', '-f', file], { stdio: 'ignore', env: { ...process.env, ...environment } });
  const ended = once(server, 'exit');
  endWithUs(server);
  await until('HAProxy to listen', () => {
    if (server.exitCode !== null) throw new Error(`haproxy ended with ${server.exitCode}`);
    return listens(port);
  });
  return {
    async stop() {
      server.kill('SIGKILL');
      await ended;
    },
  };
}

const listens = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

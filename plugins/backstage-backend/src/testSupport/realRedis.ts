import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '@redis/client';
import { endWithUs } from '../../../../provisioning/demo/src/endWithUs';
import { freePort } from '../sources/prometheus/testSupport/prometheus';

export interface RealRedis {
  port: number;
  url: string;
  server: ChildProcess;
  /** Sends one command as the default user. */
  ask(...command: string[]): Promise<unknown>;
  stop(): Promise<void>;
}

/** A real redis-server on the loopback interface that keeps everything in memory. */
export async function realRedis(...options: string[]): Promise<RealRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
  const server = spawn('redis-server', [...args, ...options], { stdio: 'ignore' });
  endWithUs(server);
  const url = `redis://127.0.0.1:${port}`;
  const ask = async (...command: string[]) => {
    const client = createClient({ url, socket: { reconnectStrategy: false } });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return await client.sendCommand(command);
    } finally {
      await client.disconnect();
    }
  };
  const answers = () =>
    ask('PING').then(
      () => true,
      () => false,
    );
  while (!(await answers())) if (server.exitCode !== null) throw new Error(`redis-server ended: ${server.exitCode}`);
  return {
    ...{ port, url, server, ask },
    async stop() {
      if (server.exitCode === null && server.signalCode === null) {
        const ended = once(server, 'exit');
        server.kill('SIGKILL');
        await ended;
      }
      await rm(folder, { recursive: true, force: true });
    },
  };
}

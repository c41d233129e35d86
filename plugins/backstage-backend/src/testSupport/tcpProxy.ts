import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** `pass` lets all through, `slow` after a tenth of a second, `swallow` takes all and answers nothing, `refuse` breaks every connection. */
export type ProxyMode = 'pass' | 'slow' | 'swallow' | 'refuse';

const slowMs = 100;

export interface TcpProxy {
  port: number;
  /** Applies to the connections there are, and to those to come. */
  be(mode: ProxyMode): void;
  close(): Promise<void>;
}

/** Stands between a client and a server on this machine, and does to them what networks do. */
export async function tcpProxy(to: number): Promise<TcpProxy> {
  let mode: ProxyMode = 'pass';
  const open = new Set<Socket>();
  const server = createServer(client => {
    if (mode === 'refuse') return client.destroy();
    const upstream = connect(to, '127.0.0.1');
    for (const [from, into] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      open.add(from);
      let last = Promise.resolve();
      from.on('data', data => {
        if (mode === 'swallow') return;
        const late = mode === 'slow' ? pause(slowMs) : undefined;
        // What comes after it does not overtake it.
        last = Promise.all([last, late]).then(() => void into.write(data));
      });
      from.on('error', () => undefined);
      from.on('close', () => {
        open.delete(from);
        into.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    be(next) {
      mode = next;
      if (mode === 'refuse') open.forEach(socket => socket.destroy());
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      open.forEach(socket => socket.destroy());
      await closed;
    },
  };
}

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Alert } from '@autocura/common';
import express from 'express';
import type { IngestOptions } from '../router';
import { ingestRouter } from '../router';

/** The routes over a store that only remembers, and can be told to fail. */
export function desk(options: Partial<IngestOptions> = {}) {
  const stored: { alerts: Alert[]; actor: string }[] = [];
  const warnings: { message: string; fields: object }[] = [];
  const state = { failing: false, pressed: false };
  const router = ingestRouter({
    async receive(alerts, actor) {
      if (state.failing) throw new Error('disk is full');
      stored.push({ alerts, actor });
      const fired = alerts.filter(alert => alert.status === 'firing').length;
      return { fired, resolved: alerts.length - fired, unchanged: 0 };
    },
    authorise: async () => ({ actor: 'external:alertmanager' }),
    pressure: () => state.pressed,
    logger: { warn: (message, fields) => void warnings.push({ message, fields }) },
    ...options,
  });
  return { app: express().use(router), stored, warnings, state };
}

/** Serves it on a free port of the loopback interface while something is done with its address. */
export async function serving<T>(
  app: express.Express,
  use: (address: { url: string; port: number }) => Promise<T>,
): Promise<T> {
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    return await use({ url: `http://127.0.0.1:${port}`, port });
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

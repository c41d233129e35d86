import type { Evidence, Question } from '@autocura/common';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fakeOutside } from './fakeOutside';

/** Moments at which the healer may die: an alert was just accepted, and before and after each answer. */
export type Moment = 'accepted' | 'measure' | 'measured' | 'act' | 'acted';

export interface WatchedOutside {
  url: string;
  /** How often each key took effect, and on what. */
  effects: Map<string, { step: string; times: number }>;
  breaks(service: string): void;
  repairs(service: string): void;
  /** Whether an action helps the service; it does unless told. */
  helps: (service: string) => boolean;
  /** Called at every moment, before it passes. */
  at: (moment: Moment) => void | Promise<void>;
  close(): Promise<void>;
}

const down = { availability: 0, 'replicas.running': 0, 'replicas.wanted': 1 };
const up = { ...down, availability: 1, 'replicas.running': 1 };

/** Prometheus and supervisor over HTTP, in a process that outlives the healer: it counts every effect. */
export async function watchedOutside(onRepaired: (service: string) => void): Promise<WatchedOutside> {
  const scripted = fakeOutside();
  const effects: WatchedOutside['effects'] = new Map();

  const answer = async (method: string, path: string, body: string): Promise<[number, unknown]> => {
    if (path === '/measure') {
      await outside.at('measure');
      const evidence: Evidence[] = await scripted.source.measure(JSON.parse(body) as Question[]);
      await outside.at('measured');
      return [200, evidence];
    }
    if (method === 'GET') return [404, {}];
    await outside.at('act');
    const { params, idempotencyKey } = JSON.parse(body) as { params: { service: string }; idempotencyKey: string };
    const step = `${path.split('/').at(-1)} ${params.service}`;
    effects.set(idempotencyKey, { step, times: (effects.get(idempotencyKey)?.times ?? 0) + 1 });
    if (outside.helps(params.service)) {
      outside.repairs(params.service);
      onRepaired(params.service);
    }
    await outside.at('acted');
    return [200, {}];
  };

  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      void answer(request.method ?? '', request.url ?? '', Buffer.concat(parts).toString()).then(([status, json]) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json)),
      );
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));

  const outside: WatchedOutside = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    effects,
    breaks: service => scripted.measures(service, down),
    repairs: service => scripted.measures(service, up),
    helps: () => true,
    at: () => undefined,
    close: () =>
      new Promise<void>(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return outside;
}

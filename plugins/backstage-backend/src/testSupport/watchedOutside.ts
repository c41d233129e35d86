import type { Evidence, Question } from '@autocura/common';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fakeOutside } from './fakeOutside';
import type { Halt } from './healerProcess';

/** Moments at which the healer may die: an alert was just accepted, before and after each answer, and its own halts. */
export type Moment = 'accepted' | 'measure' | 'measured' | 'act' | 'acted' | Halt;

export interface WatchedOutside {
  url: string;
  /** How often each key took effect, and on what. */
  effects: Map<string, { step: string; times: number }>;
  /** Keys that came with an older fence than was known by then. */
  refused: Set<string>;
  /** Requests to it fail, and nothing says why. */
  fails(service: string): void;
  breaks(service: string): void;
  repairs(service: string): void;
  /** Whether an action helps the service; it does unless told. */
  helps: (service: string) => boolean;
  /** Called at every moment, before it passes; with the number of the process where it tells. */
  at: (moment: Moment, pid?: number) => void | Promise<void>;
  close(): Promise<void>;
}

const down = { availability: 0, 'replicas.running': 0, 'replicas.wanted': 1 };
const up = { ...down, availability: 1, 'replicas.running': 1 };

/** Prometheus and supervisor over HTTP, in a process that outlives the healer: it counts every effect. */
export async function watchedOutside(onRepaired: (service: string) => void): Promise<WatchedOutside> {
  const scripted = fakeOutside();
  const effects: WatchedOutside['effects'] = new Map();

  const refused: WatchedOutside['refused'] = new Set();
  const fences = new Map<string, number>();
  const isOld = ({ 'x-autocura-incident': incident = '', 'x-autocura-fence': fence = '0' }: IncomingHttpHeaders) => {
    const [id, asked] = [String(incident), Number(fence)];
    const old = asked < (fences.get(id) ?? 0);
    if (!old) fences.set(id, asked);
    return old;
  };

  const answer = async (request: IncomingMessage, body: string): Promise<[number, unknown]> => {
    const { method, url: path = '', headers } = request;
    const [, halt, moment, pid] = path.split('/');
    if (halt === 'halt') {
      await outside.at(moment as Halt, Number(pid));
      return [200, {}];
    }
    if (path === '/fences') return [isOld(headers) ? 409 : 200, {}];
    if (path === '/measure') {
      await outside.at('measure');
      const evidence: Evidence[] = await scripted.source.measure(JSON.parse(body) as Question[]);
      await outside.at('measured');
      return [200, evidence];
    }
    if (method === 'GET') return [404, {}];
    await outside.at('act');
    const { params, idempotencyKey } = JSON.parse(body) as { params: { service: string }; idempotencyKey: string };
    if (isOld(headers)) {
      refused.add(idempotencyKey);
      return [409, {}];
    }
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
      void answer(request, Buffer.concat(parts).toString()).then(([status, json]) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(json)),
      );
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));

  const outside: WatchedOutside = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    effects,
    refused,
    fails: service => scripted.measures(service, { ...up, 'requests.errors': { value: 0.3, normal: 0 } }),
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

import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServicePlan, Settings } from '../plan';
import { CallError, Client } from './client';
import type { Call } from './client';
import { Database } from './database';
import type { Answer, Inside, Seen } from './inside';
import { logTo } from './log';
import type { Log } from './log';
import type { Endpoints, ProcessConfig } from './messages';
import { Metrics } from './metrics';
import { SlotPool } from './slotPool';
import { traceOf } from './trace';

/** One incoming request, as a handler sees it. */
export interface Request {
  params: Record<string, string>;
  body: Record<string, unknown>;
  traceId: string;
  call(peer: string, call: Omit<Call, 'traceparent' | 'timeoutMs'> & { timeoutMs?: number }): Promise<unknown>;
}

export type Handler = (request: Request) => Promise<unknown>;

/** What a service's own file says: its routes as `GET /orders/:id`, and what runs beside them. */
export interface Behaviour {
  routes?: Record<string, Handler>;
  background?(): void;
}

/** What every service is built from: server, worker slots, client, database, metrics and log. */
export class Frame {
  readonly metrics: Metrics;
  readonly log: Log;
  readonly workers: SlotPool;
  readonly client: Client;
  settings: Settings;
  endpoints: Endpoints;
  /** Milliseconds that every answer takes longer. */
  delayMs = 0;
  private readonly hooks: Parameters<Inside['before']>[0][] = [];
  private routes: { method: string; pattern: string; test: RegExp; handle: Handler }[] = [];
  private closing = false;
  private readonly connected: Database | undefined;
  private readonly server = createServer((req, res) => void this.receive(req, res));

  constructor(
    readonly config: ProcessConfig,
    readonly plan: ServicePlan,
    write: (line: string) => void,
  ) {
    const { service, slot, version } = config;
    this.metrics = new Metrics(service, version);
    this.log = logTo(write, service, { instance: `${service}-${slot}`, version });
    this.workers = new SlotPool(plan.workers);
    this.settings = config.settings;
    this.endpoints = config.endpoints;
    this.client = new Client(
      peer => this.endpoints[peer] ?? [],
      () => this.settings.retries,
      this.metrics,
    );
    this.metrics.watchWorkers(this.workers);
    this.connected = plan.database ? new Database(config.databaseUrl, service, this.metrics) : undefined;
    // Idle connections of callers outlive their pauses, so that none is closed just as it is used again.
    this.server.keepAliveTimeout = 60_000;
  }

  get database(): Database {
    if (!this.connected) throw new Error(`${this.plan.name} has no database`);
    return this.connected;
  }

  async start({ routes = {}, background }: Behaviour) {
    this.routes = Object.entries(routes).map(([key, handle]) => {
      const [method = '', pattern = ''] = key.split(' ');
      return { method, pattern, test: new RegExp(`^${pattern.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`), handle };
    });
    if (this.plan.warmUpMs > 0) await sleep(this.plan.warmUpMs);
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(this.config.port, '127.0.0.1', resolve);
    });
    background?.();
    this.log.info('started', { port: this.config.port });
  }

  /** Takes no new request, finishes those it has, and is done. */
  async stop() {
    this.closing = true;
    this.log.info('stopping');
    const closed = new Promise(resolve => this.server.close(resolve));
    this.server.closeIdleConnections();
    await closed;
    this.client.close();
  }

  inside(): Inside {
    const { service, slot, version, scratch } = this.config;
    return {
      service,
      slot,
      version,
      scratch,
      workers: this.workers,
      ...(this.connected && { pool: this.connected.pool }),
      before: hook => this.hooks.push(hook),
    };
  }

  private async receive(req: IncomingMessage, res: ServerResponse) {
    const { pathname } = new URL(req.url ?? '/', 'http://shop');
    if (pathname === '/metrics') {
      res.setHeader('content-type', this.metrics.registry.contentType);
      res.end(await this.metrics.registry.metrics());
      return;
    }
    const route = this.routes.find(each => each.method === req.method && each.test.test(pathname));
    if (this.closing) res.setHeader('connection', 'close');
    const trace = traceOf(req.headers.traceparent as string | undefined);
    const seen: Seen = { method: req.method ?? 'GET', route: route?.pattern ?? 'unknown' };
    const stop = this.metrics.served.startTimer({ http_request_method: seen.method, http_route: seen.route });
    const answer = route
      ? await this.answer(req, route.handle, { ...route.test.exec(pathname)?.groups }, seen, trace)
      : { status: 404, body: { error: 'no such route' } };
    stop({ http_response_status_code: String(answer.status) });
    res.writeHead(answer.status, { 'content-type': 'application/json' });
    res.end(JSON.stringify(answer.body));
  }

  private async answer(
    req: IncomingMessage,
    handle: Handler,
    params: Record<string, string>,
    seen: Seen,
    trace: { id: string; parent: string },
  ): Promise<Answer> {
    if (Math.random() < this.settings.shed) return { status: 503, body: { error: 'busy, come back later' } };
    try {
      const body = await bodyOf(req);
      await this.workers.run(() => sleep(this.plan.workMs));
      if (this.delayMs > 0) await sleep(this.delayMs);
      for (const hook of this.hooks) {
        const answer = await hook(seen);
        if (answer) return this.noted(answer, seen, trace.id);
      }
      const { timeoutsMs } = this.config.configuration;
      const call: Request['call'] = (peer, what) => {
        const timeoutMs = timeoutsMs[peer] ?? what.timeoutMs ?? 1500;
        return this.client.call(peer, { ...what, timeoutMs, traceparent: trace.parent });
      };
      return { status: 200, body: (await handle({ params, body, traceId: trace.id, call })) ?? {} };
    } catch (error) {
      const status = error instanceof CallError ? (error.reason === 'timeout' ? 504 : 502) : 503;
      return this.noted({ status, body: { error: (error as Error).message } }, seen, trace.id);
    }
  }

  private noted(answer: Answer, seen: Seen, traceId: string): Answer {
    const { error } = (answer.body ?? {}) as { error?: string };
    if (answer.status >= 500) this.log.error(error ?? 'request failed', { ...seen, status: answer.status }, traceId);
    return answer;
  }
}

async function bodyOf(req: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : (JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>);
}

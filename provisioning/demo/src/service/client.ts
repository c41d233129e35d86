import { Agent, request } from 'node:http';
import type { Settings } from '../plan';
import { RetryBudget } from './retryBudget';
import type { Metrics } from './metrics';

/** A call that got no good answer: `status` when there was one, else what went wrong. */
export class CallError extends Error {
  override readonly name = 'CallError';
  constructor(
    readonly peer: string,
    readonly reason: string,
    readonly status?: number,
  ) {
    super(`${peer} answered ${reason}`);
  }
}

export interface Call {
  method: 'GET' | 'POST';
  path: string;
  /** Which of the peer's own places, where it has several. */
  place?: string;
  body?: unknown;
  /** W3C traceparent. */
  traceparent: string;
  timeoutMs: number;
}

/** Calls other services: takes their replicas in turn, with a timeout, and retries within a budget. */
export class Client {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256 });
  private readonly budgets = new Map<string, RetryBudget>();
  private turn = 0;

  constructor(
    /** Addresses of a peer's replicas, or of its place `peer/place`. */
    private readonly addresses: (peer: string) => string[],
    private readonly retries: () => Settings['retries'],
    private readonly metrics: Pick<Metrics, 'called' | 'retries'>,
  ) {}

  /** The peer's JSON answer. @throws CallError */
  async call(peer: string, call: Call): Promise<unknown> {
    const budget = this.budgets.get(peer) ?? new RetryBudget();
    this.budgets.set(peer, budget);
    budget.earn();
    for (let tried = 0; ; tried += 1) {
      try {
        return await this.once(peer, call);
      } catch (error) {
        // What is allowed now, not when the call began: it may have been changed to end a storm.
        const { max, budget: limited } = this.retries();
        if (tried >= max || (limited && !budget.spend())) throw error;
        this.metrics.retries.inc({ peer_service: peer });
      }
    }
  }

  close() {
    this.agent.destroy();
  }

  private once(peer: string, { method, path, place, body, traceparent, timeoutMs }: Call): Promise<unknown> {
    const all = this.addresses(place === undefined ? peer : `${peer}/${place}`);
    const address = all[(this.turn += 1) % all.length];
    const labels = { peer_service: peer, http_request_method: method };
    const stop = this.metrics.called.startTimer(labels);
    const failed = (reason: string, status?: number) => {
      stop(status === undefined ? { error_type: reason } : { http_response_status_code: String(status) });
      return new CallError(peer, reason, status);
    };
    if (!address) return Promise.reject(failed('no address'));
    return new Promise((resolve, reject) => {
      const outgoing = request(`${address}${path}`, {
        method,
        agent: this.agent,
        headers: { traceparent, ...(body !== undefined && { 'content-type': 'application/json' }) },
      });
      const deadline = setTimeout(
        () => outgoing.destroy(Object.assign(new Error('timeout'), { code: 'timeout' })),
        timeoutMs,
      );
      const fail = (error: NodeJS.ErrnoException) => {
        clearTimeout(deadline);
        reject(failed(error.code ?? error.message));
      };
      outgoing.on('error', fail);
      outgoing.on('response', answer => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', fail);
        answer.on('end', () => {
          clearTimeout(deadline);
          const status = answer.statusCode ?? 0;
          if (status >= 400) return reject(failed(String(status), status));
          stop({ http_response_status_code: String(status) });
          return resolve(JSON.parse(Buffer.concat(chunks).toString() || 'null'));
        });
      });
      outgoing.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

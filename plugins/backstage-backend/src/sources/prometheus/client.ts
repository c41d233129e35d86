import { z } from 'zod';

/** Prometheus did not answer a query; the message says which and why. */
export class PrometheusError extends Error {
  override readonly name = 'PrometheusError';
  constructor(
    readonly query: string,
    /** Prometheus could not be asked at all, so that asking more is in vain. */
    readonly unreachable: boolean,
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`Prometheus did not answer ${shortened(query)}: ${reason}`, options);
  }
}

export type Labels = Record<string, string>;
export interface Row {
  labels: Labels;
  value: number;
}
export interface Line {
  labels: Labels;
  points: [number, number][];
}

export interface PrometheusClientOptions {
  url: string;
  fetch?: typeof fetch;
  headers?: Record<string, string>;
  /** Default 2 s; Prometheus is told the same. */
  timeoutMs?: number;
  /** Queries at the same time, at most; default 4. */
  parallel?: number;
  /** Called once a query that is sent. */
  onQuery?: (query: string) => void;
  /** How long it is left alone after four answers in a row came too late; default 15 s. */
  restMs?: number;
  now?: () => Date;
}

const number = z.string().transform(Number);
const sample = z.tuple([z.number(), number]);
const labels = z.record(z.string(), z.string());
const failed = z.object({ status: z.literal('error'), errorType: z.string().optional(), error: z.string() });
const vector = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: labels, value: sample })),
  }),
});
const matrix = z.object({
  status: z.literal('success'),
  data: z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: labels, values: z.array(sample) })),
  }),
});

/** The two questions Prometheus' HTTP API answers, asked politely: bounded in time and in number. */
export class PrometheusClient {
  private running = 0;
  private lateInARow = 0;
  private restsUntil = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly options: PrometheusClientOptions) {}

  /** Values at one time, NaN and Inf as they come. Throws `PrometheusError`. */
  async query(query: string, at: Date): Promise<Row[]> {
    const answer = await this.post('query', query, { time: String(at.getTime() / 1000) }, vector);
    return answer.data.result.map(row => ({ labels: row.metric, value: row.value[1] }));
  }

  /** Points from `from` to `to`, `step` seconds apart. Throws `PrometheusError`. */
  async queryRange(query: string, from: Date, to: Date, step: number): Promise<Line[]> {
    const range = { start: String(from.getTime() / 1000), end: String(to.getTime() / 1000), step: String(step) };
    const answer = await this.post('query_range', query, range, matrix);
    return answer.data.result.map(line => ({ labels: line.metric, points: line.values }));
  }

  /** Every sample as it was written, of a range selector that ends at that time. Throws `PrometheusError`. */
  async samples(selector: string, at: Date): Promise<Line[]> {
    const answer = await this.post('query', selector, { time: String(at.getTime() / 1000) }, matrix);
    return answer.data.result.map(line => ({ labels: line.metric, points: line.values }));
  }

  private async post<T>(path: string, query: string, params: Labels, success: z.ZodType<T>): Promise<T> {
    if (this.clock() < this.restsUntil)
      throw new PrometheusError(query, true, 'left alone for a while: it answers too late');
    await this.turn();
    try {
      this.options.onQuery?.(query);
      const timeoutMs = this.options.timeoutMs ?? 2000;
      const body = new URLSearchParams({ query, ...params, timeout: `${timeoutMs}ms` });
      const answer = await this.send(path, query, body, AbortSignal.timeout(timeoutMs));
      const parsed = z.union([success, failed]).safeParse(answer);
      if (!parsed.success) throw new PrometheusError(query, false, 'unknown kind of answer', { cause: parsed.error });
      if (isFailure(parsed.data)) throw new PrometheusError(query, false, parsed.data.error);
      return parsed.data;
    } finally {
      this.running -= 1;
      this.waiting.shift()?.();
    }
  }

  private async send(path: string, query: string, body: URLSearchParams, signal: AbortSignal): Promise<unknown> {
    const url = `${this.options.url.replace(/\/+$/, '')}/api/v1/${path}`;
    const headers = { ...this.options.headers, 'content-type': 'application/x-www-form-urlencoded' };
    try {
      const response = await (this.options.fetch ?? fetch)(url, { method: 'POST', headers, body, signal });
      const text = await response.text();
      this.lateInARow = 0;
      return parsed(text) ?? { status: 'error', error: `HTTP ${response.status}` };
    } catch (error) {
      const { timedOut, says } = reasonOf(error);
      if (timedOut) this.late();
      throw new PrometheusError(query, !timedOut, `${url} ${says}`, { cause: error });
    }
  }

  /** Our questions must not be what keeps a sick Prometheus down. */
  private late() {
    this.lateInARow += 1;
    if (this.lateInARow < 4) return;
    this.lateInARow = 0;
    this.restsUntil = this.clock() + (this.options.restMs ?? 15_000);
  }

  private clock = () => (this.options.now?.() ?? new Date()).getTime();

  private async turn() {
    const parallel = this.options.parallel ?? 4;
    while (this.running >= parallel) await new Promise<void>(resolve => this.waiting.push(resolve));
    this.running += 1;
  }
}

const isFailure = (answer: unknown): answer is z.infer<typeof failed> => failed.safeParse(answer).success;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const thrown = z.object({ name: z.string(), message: z.string(), cause: z.unknown() }).partial();

function reasonOf(error: unknown): { timedOut: boolean; says: string } {
  const { name, message, cause } = thrown.catch({}).parse(error);
  if (name === 'TimeoutError') return { timedOut: true, says: 'did not answer in time' };
  const deeper = thrown.catch({}).parse(cause).message;
  return { timedOut: false, says: `cannot be reached (${deeper || message || String(error)})` };
}

const shortened = (query: string) => (query.length > 200 ? `${query.slice(0, 200)}…` : query);

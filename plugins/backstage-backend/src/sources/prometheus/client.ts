import { z } from 'zod';
import { NoAnswerError, type Target, through, type Through } from '../../outbound';

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

/** Prometheus is told how long we wait for it: 2 s unless told. */
export interface PrometheusClientOptions extends Through {
  url: string;
  headers?: Record<string, string>;
  /** Called once a query. */
  onQuery?: (query: string) => void;
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

/** The two questions Prometheus' HTTP API answers. */
export class PrometheusClient {
  private readonly target: Target;

  constructor(private readonly options: PrometheusClientOptions) {
    this.target = through('Prometheus', 'metrics', options);
  }

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
    const { timeoutMs } = this.target;
    const body = new URLSearchParams({ query, ...params, ...(timeoutMs !== 'own' && { timeout: `${timeoutMs}ms` }) });
    const answer = await this.send(path, query, body);
    const parsed = z.union([success, failed]).safeParse(answer);
    if (!parsed.success) throw new PrometheusError(query, false, 'unknown kind of answer', { cause: parsed.error });
    if (isFailure(parsed.data)) throw new PrometheusError(query, false, parsed.data.error);
    return parsed.data;
  }

  private async send(path: string, query: string, body: URLSearchParams): Promise<unknown> {
    const url = `${this.options.url.replace(/\/+$/, '')}/api/v1/${path}`;
    const headers = { ...this.options.headers, 'content-type': 'application/x-www-form-urlencoded' };
    this.options.onQuery?.(query);
    try {
      const { status, text } = await this.target.fetch(url, { method: 'POST', headers, body, again: true });
      return parsed(text) ?? { status: 'error', error: `HTTP ${status}` };
    } catch (error) {
      if (!(error instanceof NoAnswerError)) throw error;
      throw new PrometheusError(query, error.how !== 'late', `${url} ${error.says}`, { cause: error });
    }
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

const shortened = (query: string) => (query.length > 200 ? `${query.slice(0, 200)}…` : query);

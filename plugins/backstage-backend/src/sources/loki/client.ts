import { z } from 'zod';
import { LogsError } from '../logs/logStore';

export interface LokiOptions {
  url: string;
  /** Sent as `Authorization`. */
  authorization?: string | undefined;
  /** Whose logs, where Loki serves several: `X-Scope-OrgID`. */
  tenant?: string | undefined;
  /** Default 5 s. */
  timeoutMs?: number;
}

const labels = z.record(z.string(), z.string());
const vector = z.object({
  data: z.object({
    resultType: z.literal('vector'),
    result: z.array(z.object({ metric: labels, value: z.tuple([z.number(), z.string().transform(Number)]) })),
  }),
});
const streams = z.object({
  data: z.object({
    resultType: z.literal('streams'),
    result: z.array(z.object({ stream: labels, values: z.array(z.tuple([z.string(), z.string()]).rest(z.unknown())) })),
  }),
});

/** A line as Loki keeps it. */
export interface Entry {
  labels: Record<string, string>;
  /** Milliseconds since 1970. */
  at: number;
  line: string;
}

/** The two questions that Loki's HTTP API answers, bounded in time. Throws LogsError. */
export class LokiClient {
  constructor(private readonly options: LokiOptions) {}

  /** Values of a query that counts, at one time. */
  async query(query: string, at: Date) {
    const { data } = await this.get('query', { query, time: nanoseconds(at) }, vector);
    return data.result.map(({ metric, value }) => ({ labels: metric, value: value[1] }));
  }

  /** Lines from one time to another. */
  async lines(query: string, from: Date, to: Date, limit: number, direction: 'forward' | 'backward'): Promise<Entry[]> {
    const range = { start: nanoseconds(from), end: nanoseconds(to), limit: String(limit), direction };
    const { data } = await this.get('query_range', { query, ...range }, streams);
    const sign = direction === 'forward' ? 1 : -1;
    return data.result
      .flatMap(({ stream, values }) =>
        values.map(([time, line]) => ({ labels: stream, at: Math.floor(Number(time) / 1e6), line })),
      )
      .sort((a, b) => sign * (a.at - b.at));
  }

  private async get<T>(path: string, params: Record<string, string>, shape: z.ZodType<T>): Promise<T> {
    const { url, authorization, tenant, timeoutMs = 5000 } = this.options;
    const base = url.replace(/\/+$/, '');
    let response: Response;
    let text: string;
    try {
      response = await fetch(`${base}/loki/api/v1/${path}?${new URLSearchParams(params).toString()}`, {
        headers: { ...(authorization && { authorization }), ...(tenant && { 'x-scope-orgid': tenant }) },
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      text = await response.text();
    } catch (error) {
      const late = (error as Error).name === 'TimeoutError';
      throw new LogsError(`Loki ${late ? 'did not answer in time' : 'cannot be reached'}`, { cause: error });
    }
    if (!response.ok) throw new LogsError(`Loki answered ${response.status}: ${text.slice(0, 200).trim()}`);
    try {
      return shape.parse(JSON.parse(text));
    } catch (error) {
      throw new LogsError('Loki gave an unknown kind of answer', { cause: error });
    }
  }
}

const nanoseconds = (time: Date) => `${time.getTime()}000000`;

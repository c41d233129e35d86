import { z } from 'zod';
import { type Answer, NoAnswerError, type Target, through, type Through } from '../../outbound';
import { LogsError } from '../logs/logStore';

export interface LokiOptions extends Through {
  url: string;
  /** Sent as `Authorization`. */
  authorization?: string | undefined;
  /** Whose logs, where Loki serves several: `X-Scope-OrgID`. */
  tenant?: string | undefined;
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
  private readonly target: Target;

  constructor(private readonly options: LokiOptions) {
    this.target = through('Loki', 'logs', options);
  }

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
    const { url, authorization, tenant } = this.options;
    const base = url.replace(/\/+$/, '');
    let answer: Answer;
    try {
      answer = await this.target.fetch(`${base}/loki/api/v1/${path}?${new URLSearchParams(params).toString()}`, {
        headers: { ...(authorization && { authorization }), ...(tenant && { 'x-scope-orgid': tenant }) },
        again: true,
      });
    } catch (error) {
      if (!(error instanceof NoAnswerError)) throw error;
      throw new LogsError(`Loki ${error.says}`, { cause: error });
    }
    const { ok, status, text } = answer;
    if (!ok) throw new LogsError(`Loki answered ${status}: ${text.slice(0, 200).trim()}`);
    try {
      return shape.parse(JSON.parse(text));
    } catch (error) {
      throw new LogsError('Loki gave an unknown kind of answer', { cause: error });
    }
  }
}

const nanoseconds = (time: Date) => `${time.getTime()}000000`;

import { readAnswer } from '../../outbound/answer';
import type { Sent } from './channel';

export interface Post {
  url: string;
  headers?: Record<string, string>;
  body: string;
  signal: AbortSignal;
  /** By what it is sent. */
  send: typeof fetch;
  /** Reads an answer of status 2xx; delivered unless it says otherwise. */
  read?(body: string): Sent;
}

const longestWaitMs = 10 * 60_000;
const longestAnswer = 64 * 1024;
const delivered: Sent = { state: 'delivered' };

/** One POST of JSON that follows no redirect. What it answers names the host, and neither the path nor a header. */
export async function post({ url, headers = {}, body, signal, send, read = () => delivered }: Post): Promise<Sent> {
  const { host } = new URL(url);
  try {
    const answer = await send(url, {
      ...{ method: 'POST', body, signal, redirect: 'error' },
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    });
    const { text } = await readAnswer(answer, longestAnswer);
    if (answer.ok) return read(text);
    const reason = `${host} answered ${answer.status}`;
    const retryAfterMs = waitOf(answer.headers.get('retry-after'));
    if (retryAfterMs !== undefined) return { state: 'refused', reason, retryAfterMs };
    const comeBack = answer.status >= 500 || answer.status === 408 || answer.status === 429;
    return { state: 'refused', reason, ...(!comeBack && { final: true }) };
  } catch (error) {
    const { message, cause, name } = error as Error;
    const why = name === 'TimeoutError' ? 'it took too long' : cause instanceof Error ? cause.message : message;
    return { state: 'refused', reason: `${host} does not answer (${why})` };
  }
}

/** Of seconds, or of a moment as HTTP writes it. */
function waitOf(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = /^\d+$/.test(header) ? Number(header) : (Date.parse(header) - Date.now()) / 1000;
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0) * 1000, longestWaitMs) : undefined;
}

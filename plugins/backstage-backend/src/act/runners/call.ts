import { type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import type { SecureContextOptions } from 'node:tls';
import { ActionFailedError, type Leave, mayAct, takenOver } from './runner';

export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  url: URL;
  headers?: Record<string, string>;
  body?: string;
  /** For everything, from the name's resolution to the last byte of the answer. */
  timeoutMs: number;
  /** Turns the host into addresses, and may refuse. */
  lookup?: LookupFunction;
  /** Whom to trust, and who we are, where that is not the usual. */
  tls?: Tls;
  /** Bytes of an answer; a longer one is cut off. 64 KiB by default. */
  longestAnswer?: number;
  /** Once it has run out, nothing is sent; once it is lost, the call ends. */
  leave?: Leave;
}

export interface Tls extends Pick<SecureContextOptions, 'ca' | 'cert' | 'key' | 'pfx' | 'passphrase'> {
  servername?: string;
  rejectUnauthorized?: boolean;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

/**
 * One request on a connection of its own, which follows no redirect. Says by its error whether anything can have
 * reached the other side: from the moment something is sent, it can.
 */
export function call(asked: Call): Promise<Answer> {
  const { method, url, headers, body, timeoutMs, lookup, tls, longestAnswer = 64 * 1024, leave } = asked;
  return new Promise((resolve, reject) => {
    let connected = false;
    const fail = (error: Error) =>
      reject(
        new ActionFailedError(connected ? 'unknown' : 'before', `${method} ${url.host}: ${error.message}`, {
          cause: error,
        }),
      );

    if (!mayAct(leave)) return fail(new Error(takenOver));

    const secure = url.protocol === 'https:';
    const request = (secure ? requestHttps : requestHttp)(url, {
      ...tls,
      method,
      agent: false,
      signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), ...(leave ? [leave.signal] : [])]),
      headers: { ...headers, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }) },
      ...(lookup && { lookup }),
    });
    request.on('socket', socket =>
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        // This process may have been stopped while it connected.
        if (!mayAct(leave)) return request.destroy(new Error(takenOver));
        connected = true;
        request.end(body);
      }),
    );
    request.on('error', fail);
    request.on('response', response => {
      const parts: Buffer[] = [];
      let length = 0;
      response.on('data', (part: Buffer) => {
        length += part.length;
        if (length > longestAnswer) response.destroy(new Error(`the answer is longer than ${longestAnswer} bytes`));
        else parts.push(part);
      });
      response.on('error', fail);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(parts).toString('utf8'),
        }),
      );
    });
  });
}

/** Nothing but 2xx is success. A refusal is one by who answers 4xx; a timeout (408) and all else leave it open. */
export function expectDone({ status, body }: Pick<Answer, 'status' | 'body'>, who: string): void {
  if (status >= 200 && status < 300) return;
  const when = status >= 400 && status < 500 && status !== 408 ? 'refused' : 'unknown';
  throw new ActionFailedError(when, `${who} answered ${status} ${body.slice(0, 200)}`.trim());
}

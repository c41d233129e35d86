import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RequestHandler } from 'express';
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const header = 'x-request-id';
const wellFormed = /^[A-Za-z0-9._-]{8,64}$/;
const current = new AsyncLocalStorage<string>();

/** Gives each request an id, the caller's where it has a sound one, and tells it with the answer. */
export const withRequestId: RequestHandler = (request, response, next) => {
  const given = request.header(header);
  const id = given !== undefined && wellFormed.test(given) ? given : randomUUID();
  response.setHeader(header, id);
  current.run(id, next);
};

type Metadata = Parameters<LoggerService['info']>[1];

/** The same logger, whose lines say as `request` which request they were written for. */
export function requestLogger(logger: LoggerService): LoggerService {
  const at = (level: 'error' | 'warn' | 'info' | 'debug') => (message: string, meta?: Metadata) => {
    const request = current.getStore();
    if (request === undefined) return logger[level](message, meta);
    return logger[level](message, { ...(meta instanceof Error ? { error: String(meta) } : meta), request });
  };
  return {
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    child: meta => requestLogger(logger.child(meta)),
  };
}

import type { ErrorRequestHandler } from 'express';

const statusOf: Record<string, number> = {
  InputError: 400,
  AuthenticationError: 401,
  NotAllowedError: 403,
  PayloadTooLargeError: 413,
  ServiceUnavailableError: 503,
  DatabaseAwayError: 503,
};

export interface IngestLogger {
  warn(message: string, fields: Record<string, string | number>): void;
}

/** Senders repeat what was answered with 5xx and drop what was answered with 4xx: hence never 429. */
export const answerError =
  (logger: IngestLogger, retryAfterSeconds: number): ErrorRequestHandler =>
  (error: Error, req, res, next) => {
    const status = statusOf[error.name] ?? 500;
    const known = status !== 500;
    logger.warn('alerts refused', { path: req.path, status, reason: error.message });
    if (res.headersSent) return next(error);
    if (status === 503) res.set('Retry-After', String(retryAfterSeconds));
    res.status(status).json({
      error: { name: known ? error.name : 'Error', message: known ? error.message : 'The alerts could not be read' },
      response: { statusCode: status },
    });
  };

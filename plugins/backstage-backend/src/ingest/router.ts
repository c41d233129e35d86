import type { Alert } from '@autocura/common';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Request, RequestHandler, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { senders } from '.';
import { byCredentials, bySignature } from './admission';
import type { Admission, Sending } from './admission';
import { readBody } from './body';
import { answerError } from './errors';
import type { IngestLogger } from './errors';
import { defaultSignatureHeaders } from './grafanaSignature';
import type { SignatureHeaders } from './grafanaSignature';
import { readAlerts } from './readAlerts';
import { SignaturesInMemory } from './seenSignatures';
import type { SeenSignatures } from './seenSignatures';
import type { Sender } from './sender';

const retryAfterSeconds = 5;

export const defaultLimits = { bodyBytes: 10 * 1024 * 1024, alerts: 50_000 };

export interface IngestOptions {
  /** All or nothing; the alerts are durable when it resolves. */
  receive(alerts: Alert[], actor: string): Promise<{ fired: number; resolved: number; unchanged: number }>;
  /** Who sends this; throws AuthenticationError or NotAllowedError. */
  authorise(req: Request): Promise<Sending>;
  /** Throws where this sender has sent too often. */
  limit?(actor: string, sender: string): Promise<void>;
  /** Too much is waiting already: senders are asked to come again. */
  pressure(): boolean;
  logger: IngestLogger;
  /** When set, Grafana signs what it sends, and nothing else is accepted on its route. */
  grafanaSecret?: string;
  grafanaHeaders?: SignatureHeaders;
  seenSignatures?: SeenSignatures;
  limits?: typeof defaultLimits;
  now?: () => Date;
}

/** POST /<sender>: 202 once the alerts are stored. Mount it before anything that reads bodies. */
export function ingestRouter(options: IngestOptions): Router {
  const router = PromiseRouter();
  for (const sender of senders) {
    router.post(`/${sender.name}`, deliver(sender, admissionOf(sender, options), options));
  }
  router.use(answerError(options.logger, retryAfterSeconds));
  return router;
}

function admissionOf(sender: Sender, options: IngestOptions): Admission {
  const { grafanaSecret, grafanaHeaders = defaultSignatureHeaders, now = () => new Date() } = options;
  if (!sender.signs || grafanaSecret === undefined) return byCredentials(options.authorise);
  return bySignature(grafanaSecret, grafanaHeaders, options.seenSignatures ?? new SignaturesInMemory(now), now);
}

function deliver(sender: Sender, admission: Admission, options: IngestOptions): RequestHandler {
  const { receive, limit, pressure, logger, limits = defaultLimits } = options;
  return async (req, res) => {
    if (pressure()) throw new ServiceUnavailableError('Too many alerts are waiting; send them again');
    const visitor = await admission(req);
    const body = await readBody(req, limits.bodyBytes);
    await visitor.prove(body);
    try {
      // They come again for a 503; what is answered by 429 they drop.
      await limit?.(visitor.actor, sender.name).catch(error => {
        throw new ServiceUnavailableError(error instanceof Error ? error.message : 'Send them again');
      });
      const { alerts: told, truncated } = await readAlerts(body, sender, limits.alerts);
      const alerts = visitor.theirs ? told.filter(alert => visitor.theirs?.(alert)) : told;
      if (alerts.length < told.length)
        logger.warn('alerts about services of others were left out', {
          ...{ actor: visitor.actor, left: told.length - alerts.length },
        });
      const receipt = await receive(alerts, visitor.actor).catch(error => {
        // Backstage would put the cause into the message, which is for the sender.
        logger.warn('alerts could not be stored', { path: req.path, reason: String(error) });
        throw new ServiceUnavailableError('The alerts could not be stored; send them again');
      });
      if (truncated > 0) logger.warn('the sender left alerts out', { path: req.path, truncated });
      // Without the hash that a page would be cached by.
      const answer = JSON.stringify({ accepted: alerts.length, ...receipt, truncated });
      res.status(202).type('json').set('Content-Length', String(answer.length)).end(answer);
    } catch (error) {
      await visitor.release();
      throw error;
    }
  };
}

import { awayOf, type Dependency } from '@autocura/common';
import type express from 'express';
import Router from 'express-promise-router';

export interface Readiness {
  /** Rejects while the database cannot be had. */
  ping(): Promise<unknown>;
  /** As this process sees them. */
  dependencies(): Dependency[];
  /** Whether this process is about to end. */
  leaving(): boolean;
}

/**
 * Whether to send anybody here, for load balancers: 503 while the database is away or this process is about to end.
 * Whoever asks need not say who they are, and is told kinds, neither names nor reasons.
 */
export function readinessRouter({ ping, dependencies, leaving }: Readiness): express.Router {
  const router = Router();
  router.get('/readyz', async (_request, response) => {
    const kinds = () => [...new Set(awayOf(dependencies()).map(({ kind }) => kind))];
    const told = (status: number, state: string) => {
      response.set('cache-control', 'no-store').status(status).json({ state, away: kinds() });
    };
    if (leaving()) return told(503, 'leaving');
    const there = await ping().then(
      () => true,
      () => false,
    );
    if (!there) return told(503, 'away');
    return told(200, kinds().length > 0 ? 'degraded' : 'ready');
  });
  return router;
}

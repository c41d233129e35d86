import { AuthenticationError } from '@backstage/errors';
import type { Agent } from 'node:http';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import { whyRefused } from './tokenReasons';

export interface GrafanaTokens {
  /** Grafana's `root_url`, as it writes it into its tokens: with a slash at its end. */
  issuer: string;
  /** Where Grafana publishes its keys. */
  keys: string;
  /** Id of the organisation whose people may come. */
  organisation: number;
  /** By which the keys are asked for. */
  agent: Agent;
}

/** Who Grafana says is signed in. */
export interface GrafanaUser {
  /** Does not change when a person renames themselves: `user:7`. */
  subject: string;
  /** Only where Grafana has verified it: people write into the others what they like. */
  email?: string;
}

const claims = z.object({
  sub: z.string().min(1),
  type: z.string(),
  email: z.string().optional(),
  email_verified: z.boolean().default(false),
});

/**
 * Checks what Grafana signs about who is asking: ES256 by a key that it publishes, its issuer, the organisation as
 * audience, the expiry. Keys are asked for again when one is unknown, at most every ten seconds.
 * @throws AuthenticationError with the reason
 */
export function grafanaTokens({ issuer, keys, organisation, agent }: GrafanaTokens) {
  const published = createRemoteJWKSet(new URL(keys), { cooldownDuration: 10_000, cacheMaxAge: 300_000, agent });
  const demands = {
    ...{ issuer, audience: `org:${organisation}`, algorithms: ['ES256'] },
    ...{ requiredClaims: ['exp', 'sub'], clockTolerance: 5 },
  };
  return async (token: string): Promise<GrafanaUser> => {
    const { payload } = await jwtVerify(token, published, demands).catch((cause: unknown) => {
      const reason = whyRefused(cause, { keys, algorithms: demands.algorithms });
      throw new AuthenticationError(`Grafana's word on who is asking does not count: ${reason}`, cause);
    });
    const { sub, type, email, email_verified } = claims.parse(payload);
    if (type !== 'user') throw new AuthenticationError(`Grafana says that a ${type} is asking, and only people may`);
    return { subject: sub, ...(email && email_verified && { email: email.toLowerCase() }) };
  };
}

import { z } from 'zod';
import { name, newServiceToken, serviceToken } from './models';
import type { Operation } from './operation';

const tokenId = z.object({ id: z.string().regex(/^[0-9a-f]{12}$/, 'is not the id of a token') });

/** Who one is: tokens for machines. */
export const identityOperations = {
  listTokens: {
    method: 'get',
    path: '/tokens',
    summary: 'Tokens that were made here for machines, the last made first; never their secrets.',
    permission: 'autocura.token.manage',
    status: 200,
    answer: z.object({ items: z.array(serviceToken) }),
  },
  makeToken: {
    method: 'post',
    path: '/tokens',
    summary: 'Makes a token for a machine. Its secret is in this answer and nowhere else.',
    permission: 'autocura.token.manage',
    status: 200,
    body: z.object({
      name: name(100),
      permissions: z.array(name(100)).min(1).max(20),
      tenant: name(63).optional(),
      days: z.int().min(1).max(3650).optional(),
    }),
    answer: newServiceToken,
  },
  rotateToken: {
    method: 'post',
    path: '/tokens/:id/rotation',
    summary: 'Gives a token another secret. The one before counts for so many minutes more.',
    permission: 'autocura.token.manage',
    status: 200,
    params: tokenId,
    body: z.object({ minutes: z.int().min(0).max(10_080).default(60) }),
    answer: newServiceToken,
  },
  revokeToken: {
    method: 'post',
    path: '/tokens/:id/revocation',
    summary: 'Ends a token: it counts no longer, from the next request on. Twice is once.',
    permission: 'autocura.token.manage',
    status: 200,
    params: tokenId,
    body: z.object({ reason: z.string().trim().min(1).max(2000).optional() }),
    answer: serviceToken,
  },
} as const satisfies Record<string, Operation>;

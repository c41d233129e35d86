import { z } from 'zod';
import {
  name,
  newSecondFactor,
  newServiceToken,
  recoveryCodes,
  secondFactor,
  serviceToken,
  storedEvent,
} from './models';
import { auditKinds } from '../identity';
import { cursor, limit, type Operation, page } from './operation';

/** Six digits of an authenticator app, or a recovery code. */
export const code = z.string().trim().min(6).max(24);

const tokenId = z.object({ id: z.string().regex(/^[0-9a-f]{12}$/, 'is not the id of a token') });

/** Who one is: tokens for machines, and a second factor for people. */
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
  readSecondFactor: {
    method: 'get',
    path: '/me/second-factor',
    summary: 'How one’s own second factor stands.',
    permission: 'autocura.incident.read',
    status: 200,
    answer: secondFactor,
  },
  beginSecondFactor: {
    method: 'post',
    path: '/me/second-factor',
    summary: 'Gives an authenticator app its secret, once. In place of one that counts, that one’s code is needed.',
    permission: 'autocura.incident.read',
    status: 200,
    body: z.object({ code: code.optional() }),
    answer: newSecondFactor,
  },
  confirmSecondFactor: {
    method: 'post',
    path: '/me/second-factor/confirmation',
    summary: 'Shows by a first code that the app has it. From then on it counts; answers recovery codes, once.',
    permission: 'autocura.incident.read',
    status: 200,
    body: z.object({ code }),
    answer: recoveryCodes,
  },
  resetSecondFactor: {
    method: 'post',
    path: '/second-factors/reset',
    summary: 'Takes away the second factor of somebody else, who lost it.',
    permission: 'autocura.factor.reset',
    status: 200,
    body: z.object({ actor: name(300), reason: z.string().trim().min(1).max(2000) }),
    answer: secondFactor,
  },
  listAudit: {
    method: 'get',
    path: '/audit',
    summary: 'Who was refused, which tokens and second factors were made and used, who looked at what is restricted.',
    permission: 'autocura.audit.read',
    status: 200,
    query: z.object({ kind: z.enum(auditKinds).optional(), cursor, limit }),
    answer: page(storedEvent),
  },
} as const satisfies Record<string, Operation>;

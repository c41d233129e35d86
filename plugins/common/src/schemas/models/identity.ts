import { z } from 'zod';
import { steppedUp } from '../../identity';
import { time } from './parts';

export const serviceToken = z
  .object({
    id: z.string(),
    name: z.string(),
    permissions: z.array(z.string()),
    tenant: z.string().optional(),
    madeBy: z.string(),
    madeAt: time,
    rotatedAt: time.optional(),
    expiresAt: time.optional(),
    revokedAt: time.optional(),
  })
  .meta({ id: 'ServiceToken' });

export const newServiceToken = z.object({ token: serviceToken, secret: z.string() }).meta({ id: 'NewServiceToken' });

export const secondFactor = z
  .object({
    state: z.enum(['none', 'begun', 'ready']),
    lockedUntil: time.optional(),
    recoveryCodesLeft: z.int().nonnegative(),
    askedFor: z.array(z.enum(steppedUp)),
    available: z.boolean(),
  })
  .meta({ id: 'SecondFactor' });

export const newSecondFactor = z.object({ uri: z.string(), secret: z.string() }).meta({ id: 'NewSecondFactor' });

export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' });

import { steppedUp } from '@autocura/common';
import { z } from 'zod';
import { roles } from './roles';

const asymmetric = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'] as const;
/** A claim, or the way to one inside others: `['realm_access', 'roles']`. */
const claim = z.union([
  z
    .string()
    .min(1)
    .transform(name => [name]),
  z.array(z.string().min(1)).min(1).max(5),
]);
const values = z.array(z.string().min(1)).min(1);

/** An OpenID provider or OAuth 2.0 server whose access tokens count. */
const issuer = z.strictObject({
  /** What those are called in the record who come from there: `oidc:<name>:<subject>`. */
  name: z.string().regex(/^[a-z0-9-]{1,40}$/, 'must be a short name'),
  issuer: z.url(),
  audience: z.string().min(1),
  /** Where it publishes its keys. */
  keys: z.url(),
  algorithms: z.array(z.enum(asymmetric)).min(1).default(['RS256']),
  /** The type in the header, which tells an access token from every other that the issuer signs. */
  type: z.string().min(1).default('at+jwt'),
  /** Which values of a claim give which role; who has none of them may nothing. */
  roles: z.strictObject({ claim, values: z.partialRecord(z.enum(roles), values) }),
  /** The claim that names the tenant; who has none is refused where this is set. */
  tenant: claim.optional(),
});

const stepUp = z.strictObject({
  /** For what a second factor is needed. */
  for: z.array(z.enum(steppedUp)).default(['irreversible']),
  /** Values of these claims that say that an issuer has seen one. */
  acr: z.array(z.string().min(1)).default([]),
  amr: z.array(z.string().min(1)).default(['mfa', 'otp', 'hwk']),
  /** How long ago that may be, in seconds. */
  maxAge: z.number().positive().max(3600).default(300),
});

export const identitySettings = z
  .strictObject({
    issuers: z.array(issuer).default([]),
    /** Whether tokens count that were made here. */
    serviceTokens: z.boolean().default(false),
    /** Whether the tenant that the catalog says of a User binds who signs in to Backstage. */
    userTenants: z.boolean().default(false),
    stepUp: stepUp.prefault({}),
  })
  .refine(({ issuers }) => new Set(issuers.map(one => one.issuer)).size === issuers.length, 'names an issuer twice')
  .refine(({ issuers }) => new Set(issuers.map(one => one.name)).size === issuers.length, 'uses a name twice');

export type IssuerSettings = z.output<typeof issuer>;
export type IdentitySettings = z.output<typeof identitySettings>;

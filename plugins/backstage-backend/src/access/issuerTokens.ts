import { AuthenticationError } from '@backstage/errors';
import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import type { Agent } from 'node:http';
import { z } from 'zod';
import type { Bearer } from './bearer';
import type { CatalogUser } from './catalogUser';
import type { IssuerSettings } from './identitySettings';
import { permissionsOf, type Role, roles } from './roles';
import { whyRefused } from './tokenReasons';

export interface IssuerTokensOptions {
  issuers: IssuerSettings[];
  /** Whom of the catalog a verified e-mail belongs to, so that nobody is two people. */
  catalogUser(email: string): Promise<Pick<CatalogUser, 'ref'> | undefined>;
  /** By which keys at that address are asked for. */
  agent(url: string): Agent;
}

/** Checks a token. Nothing where it names none of the issuers. @throws AuthenticationError with the reason */
export type IssuerTokens = (token: string) => Promise<Bearer | undefined>;

const claims = z.object({
  sub: z.string().regex(/^[\x21-\x7e]{1,255}$/),
  email: z.string().optional(),
  email_verified: z.boolean().optional(),
  acr: z.string().optional(),
  amr: z.array(z.string()).default([]),
  auth_time: z.number().optional(),
});

/** An identity token has these, an access token has none of them. */
const ofIdentityTokens = ['nonce', 'at_hash', 'c_hash'];
/** A header that brings or names a key of its own. */
const ownKeys = ['jku', 'jwk', 'x5u', 'x5c'];

/**
 * Access tokens of OpenID providers and OAuth 2.0 servers, pinned to issuer, audience, type and algorithms, signed by a
 * key that the issuer publishes. Keys are asked for again when one is unknown, at most every ten seconds.
 */
export function issuerTokens({ issuers, catalogUser, agent }: IssuerTokensOptions): IssuerTokens {
  const known = new Map(
    issuers.map(one => [one.issuer, { ...one, published: publishedAt(one.keys, agent(one.keys)) }]),
  );

  return async token => {
    const issuer = known.get(String(unchecked(() => decodeJwt(token))?.iss));
    if (!issuer) return undefined;
    const refuse = (reason: string, cause?: unknown) =>
      new AuthenticationError(`The token of ${issuer.name} does not count: ${reason}`, cause);
    const header = unchecked(() => decodeProtectedHeader(token)) ?? {};
    const brought = ownKeys.find(name => name in header);
    if (brought) throw refuse(`its header brings a key of its own (${brought})`);

    const { algorithms, audience, type: typ, keys, published } = issuer;
    const { payload } = await jwtVerify(token, published, {
      ...{ issuer: issuer.issuer, audience, algorithms, typ },
      ...{ requiredClaims: ['exp', 'iat', 'sub'], maxTokenAge: '1 day', clockTolerance: 5 },
    }).catch((cause: unknown) => {
      throw refuse(whyRefused(cause, { keys, algorithms }), cause);
    });

    const foreign = ofIdentityTokens.find(name => name in payload);
    if (foreign) throw refuse(`it is an identity token (${foreign})`);
    if ('cnf' in payload) throw refuse('it is bound to a key that whoever brings it did not prove to have');
    const parsed = claims.safeParse(payload);
    if (!parsed.success) throw refuse(`its claim ${parsed.error.issues[0]?.path.join('.')} is not what it must be`);
    const { sub, email, email_verified, acr, amr, auth_time } = parsed.data;
    const tenant = issuer.tenant && textsAt(payload, issuer.tenant)[0];
    if (issuer.tenant && tenant === undefined) throw refuse('it names no tenant');
    const held = rolesIn(payload, issuer);
    const person = email && email_verified ? await catalogUser(email.toLowerCase()) : undefined;
    return {
      actor: person?.ref ?? `oidc:${issuer.name}:${sub}`,
      permissions: [...new Set(held.flatMap(role => permissionsOf[role]))],
      ...(tenant !== undefined && { tenant }),
      signIn: {
        amr,
        ...(acr !== undefined && { acr }),
        ...(auth_time !== undefined && { at: new Date(auth_time * 1000) }),
      },
    };
  };
}

const publishedAt = (keys: string, agent: Agent) =>
  createRemoteJWKSet(new URL(keys), { cooldownDuration: 10_000, cacheMaxAge: 300_000, agent });

function rolesIn(payload: JWTPayload, { roles: { claim, values } }: IssuerSettings): Role[] {
  const said = textsAt(payload, claim);
  return roles.filter(role => values[role]?.some(value => said.includes(value)));
}

/** The texts at a claim: one, a list of them, or one of several between spaces as `scope` has them. */
function textsAt(payload: JWTPayload, way: string[]): string[] {
  let at: unknown = payload;
  for (const name of way) at = isRecord(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  if (typeof at === 'string') return at.split(' ').filter(text => text !== '');
  return Array.isArray(at) ? at.filter(one => typeof one === 'string') : [];
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** What a token says of itself, to know who should judge it. */
function unchecked<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

import { AuthenticationError } from '@backstage/errors';
import type { Request } from 'express';
import type { IssuerTokens } from './issuerTokens';
import type { PermissionName } from './permissions';
import type { ServiceTokens } from './serviceTokens';

/** How somebody signed in, as their issuer tells it. */
export interface SignIn {
  acr?: string;
  amr: string[];
  at?: Date;
}

/** Who brought a token that Backstage does not know, and whom its policy does not reach. */
export interface Bearer {
  /** `oidc:<issuer>:<subject>`, `token:<id>`, or `user:default/ana` where the catalog knows them. */
  actor: string;
  permissions: PermissionName[];
  tenant?: string;
  signIn?: SignIn;
}

export interface BearersOptions {
  issuers?: IssuerTokens;
  serviceTokens?: Pick<ServiceTokens, 'verify'>;
  /** Somebody was refused. Never waited for, never fails. */
  refused(reason: string, through: string): void;
}

/** Longer than any that is meant; nothing is read of it then. */
const longest = 16_384;

/**
 * Who brings a token of an issuer or one that was made here. Nothing where it is for Backstage to judge.
 * @throws AuthenticationError, after it was recorded
 */
export const bearers =
  ({ issuers, serviceTokens, refused }: BearersOptions) =>
  async (request: Request): Promise<Bearer | undefined> => {
    const token = tokenOf(request);
    if (token === undefined) return undefined;
    try {
      if (token.length > longest) throw new AuthenticationError('The token is too long');
      return (await serviceTokens?.verify(token)) ?? (await issuers?.(token));
    } catch (error) {
      if (error instanceof AuthenticationError) refused(error.message, 'bearer');
      throw error;
    }
  };

export const tokenOf = (request: Request) => /^Bearer +(\S+)$/i.exec(request.header('authorization') ?? '')?.[1];

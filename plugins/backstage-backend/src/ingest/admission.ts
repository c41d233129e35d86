import type { Alert } from '@autocura/common';
import type { Request } from 'express';
import { AuthenticationError } from '@backstage/errors';
import { checkSignature, claimedSignature } from './grafanaSignature';
import type { SignatureHeaders } from './grafanaSignature';
import type { SeenSignatures } from './seenSignatures';

/** Who sends. */
export interface Sending {
  actor: string;
  /** Whether an alert may be theirs. */
  theirs?(alert: Alert): boolean;
}

/** Somebody whose request is worth reading. */
export interface Visitor extends Sending {
  /** Throws AuthenticationError when the body is not theirs. */
  prove(body: Buffer): Promise<void>;
  /** Nothing came of it: the same request may come again. */
  release(): Promise<void>;
}

/** Looks at the headers only. Throws AuthenticationError or NotAllowedError. */
export type Admission = (req: Request) => Promise<Visitor>;

export const byCredentials =
  (authorise: (req: Request) => Promise<Sending>): Admission =>
  async req => ({ ...(await authorise(req)), prove: async () => {}, release: async () => {} });

export const bySignature =
  (secret: string, headers: SignatureHeaders, seen: SeenSignatures, now: () => Date): Admission =>
  async req => {
    const claimed = claimedSignature(req.headers, headers, now());
    let taken = false;
    return {
      actor: 'external:grafana',
      async prove(body) {
        checkSignature(claimed, body, secret);
        taken = await seen.take(claimed.signature, claimed.until);
        if (!taken) throw new AuthenticationError('The signature was used before');
      },
      async release() {
        if (taken) await seen.release(claimed.signature);
      },
    };
  };

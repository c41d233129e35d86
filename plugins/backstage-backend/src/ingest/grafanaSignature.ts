import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { AuthenticationError } from '@backstage/errors';

const windowSeconds = 300;

/** Names of the headers, as set in the contact point's HMAC configuration. */
export interface SignatureHeaders {
  signature: string;
  timestamp: string;
}

export const defaultSignatureHeaders: SignatureHeaders = {
  signature: 'X-Grafana-Alerting-Signature',
  timestamp: 'X-Grafana-Alerting-Timestamp',
};

export interface ClaimedSignature {
  signature: string;
  /** Epoch seconds, as text: it is part of what is signed. */
  timestamp: string;
  /** After this its timestamp is refused, so nobody needs to remember it. */
  until: Date;
}

/** What the headers claim, worth reading the body for. Throws AuthenticationError with the reason. */
export function claimedSignature(headers: IncomingHttpHeaders, names: SignatureHeaders, now: Date): ClaimedSignature {
  const header = (name: string) => {
    const value = headers[name.toLowerCase()];
    if (typeof value !== 'string' || value === '') throw new AuthenticationError(`${name} is missing`);
    return value;
  };
  const signature = header(names.signature);
  if (!/^[0-9a-f]{64}$/.test(signature)) throw new AuthenticationError(`${names.signature} is not a signature`);
  const timestamp = header(names.timestamp);
  if (!/^\d{1,12}$/.test(timestamp)) throw new AuthenticationError(`${names.timestamp} is not in seconds`);
  const seconds = Number(timestamp);
  if (Math.abs(now.getTime() / 1000 - seconds) > windowSeconds) {
    throw new AuthenticationError(`${names.timestamp} is more than ${windowSeconds} seconds away`);
  }
  return { signature, timestamp, until: new Date((seconds + windowSeconds) * 1000) };
}

/** Throws AuthenticationError unless the body was signed with the secret. An empty secret signs nothing. */
export function checkSignature({ signature, timestamp }: ClaimedSignature, body: Buffer, secret: string): void {
  const expected = createHmac('sha256', secret).update(`${timestamp}:`).update(body).digest();
  if (secret === '' || !timingSafeEqual(expected, Buffer.from(signature, 'hex'))) {
    throw new AuthenticationError('The signature does not fit the body');
  }
}

import type { LookupFunction } from 'node:net';
import { type AllowedHost, allowedHost, guardedLookup } from '../../outbound/allowList';
import { type Answer, type Call, call } from './call';
import { ActionFailedError } from './runner';

export interface Reach {
  allowed: AllowedHost[];
  /** 5 s unless told. */
  timeoutMs?: number;
  lookup?: (host: AllowedHost) => LookupFunction;
}

/** A system that is called at one address, from the configuration and never from a step. */
export interface System {
  url: string;
  /** Addresses of private networks, this machine and link-local ones are meant. */
  private?: boolean | undefined;
  /** Without TLS. */
  http?: boolean | undefined;
}

/** Calls a host of the list, at the address that was judged. Throws ActionFailedError. */
export async function callAllowed(
  { allowed, timeoutMs = 5_000, lookup = guardedLookup }: Reach,
  asked: Omit<Call, 'timeoutMs' | 'lookup'>,
): Promise<Answer> {
  return call({ ...asked, timeoutMs, lookup: lookup(refuseOrAllow(asked.url, allowed)) });
}

/** What a system's own address allows, and nothing beside it. */
export const reachOf = ({ url, private: inside = false, http = false }: System): Reach => ({
  allowed: [{ host: new URL(url).host, private: inside, http }],
});

/** The address below the system's own, with each part escaped. */
export const below = ({ url }: System, ...parts: string[]) =>
  new URL(`${url.replace(/\/+$/, '')}/${parts.map(encodeURIComponent).join('/')}`);

function refuseOrAllow(url: URL, allowed: AllowedHost[]) {
  try {
    return allowedHost(url, allowed);
  } catch (error) {
    throw new ActionFailedError('before', error instanceof Error ? error.message : String(error), { cause: error });
  }
}

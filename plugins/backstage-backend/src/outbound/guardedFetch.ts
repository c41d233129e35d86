import { Agent as PlainAgent } from 'node:http';
import { Agent as SecureAgent } from 'node:https';
import { Agent, fetch as send } from 'undici';
import { type AllowedHost, allowedHost, guardedLookup } from './allowList';

export interface Guard {
  /** As `fetch`, to hosts of the list alone, each at the address that was judged; redirects are refused unless told. */
  fetch: typeof fetch;
  /** For clients that bring a `fetch` of their own. Throws an Error where the address may not be called. */
  agent(url: string): PlainAgent | SecureAgent;
}

export interface GuardOptions {
  allowed: AllowedHost[];
  lookup?: typeof guardedLookup;
}

export function guard({ allowed, lookup = guardedLookup }: GuardOptions): Guard {
  const agents = new Map<AllowedHost, Agent>();
  const agentFor = (host: AllowedHost) => {
    const known = agents.get(host) ?? new Agent({ connect: { lookup: lookup(host) } });
    agents.set(host, known);
    return known;
  };
  const guarded = async (input: string | URL, init: RequestInit = {}) => {
    const url = new URL(input);
    const dispatcher = agentFor(allowedHost(url, allowed));
    return send(url, { redirect: 'error', ...(init as object), dispatcher });
  };
  return {
    fetch: guarded as unknown as typeof fetch,
    agent(url) {
      const of = { lookup: lookup(allowedHost(new URL(url), allowed)) };
      return url.startsWith('https:') ? new SecureAgent(of) : new PlainAgent(of);
    },
  };
}

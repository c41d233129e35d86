import { lookup as resolveHost, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** A host that may be called. Whoever writes it down may also lift what protects against being led astray. */
export interface AllowedHost {
  host: string;
  /** Addresses of private networks, this machine and link-local ones are meant. */
  private?: boolean;
  /** Without TLS. */
  http?: boolean;
}

const closed = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  closed.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  closed.addSubnet(net, bits, 'ipv6');
}

/** An address inside somebody's own network, or of no single machine. IPv4 written as IPv6 counts as what it is. */
export function isPrivate(address: string): boolean {
  const kind = isIP(address);
  return kind === 0 || closed.check(address, kind === 6 ? 'ipv6' : 'ipv4');
}

/** Finds the host in the list. Throws an Error that says why it may not be called. */
export function allowedHost(url: URL, allowed: AllowedHost[]): AllowedHost {
  const host = allowed.find(
    entry => entry.host.toLowerCase() === url.hostname || entry.host.toLowerCase() === url.host,
  );
  if (!host) throw new Error(`host ${url.host} is not on the allow-list`);
  if (url.username !== '' || url.password !== '') throw new Error('credentials do not belong into an address');
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && host.http)) {
    throw new Error(`host ${url.host} may be called by https only`);
  }
  const literal = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(literal) !== 0 && !host.private && isPrivate(literal)) throw new Error(`${literal} is a private address`);
  return host;
}

/**
 * Resolves a host once and hands out only what was checked: the address that is judged is the one that is called,
 * so a name cannot change its mind in between.
 */
export const guardedLookup =
  (host: AllowedHost, resolve: typeof resolveHost = resolveHost): LookupFunction =>
  (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
      if (error) return done(error, '', 0);
      const inside = host.private ? undefined : addresses.find(({ address }) => isPrivate(address));
      if (inside) return done(new Error(`${hostname} leads to the private address ${inside.address}`), '', 0);
      const [first] = addresses;
      if (!first) return done(new Error(`${hostname} has no address`), '', 0);
      return options.all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };

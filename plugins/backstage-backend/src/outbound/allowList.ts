import { lookup as resolveHost, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** A host that may be called. Whoever writes it down may also lift what protects against being led astray. */
export interface AllowedHost {
  host: string;
  /** Addresses of private networks and this machine are meant. */
  private?: boolean;
  /** Without TLS. */
  http?: boolean;
}

type Nets = [net: string, bits: number, kind: 'ipv4' | 'ipv6'][];

/** Of the one machine or link alone, where clouds tell secrets, or of no single machine. */
const nowhere: Nets = [
  ['0.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
];
const inside: Nets = [
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
];
const blocking = (nets: Nets) => {
  const list = new BlockList();
  for (const [net, bits, kind] of nets) list.addSubnet(net, bits, kind);
  return (address: string) => {
    const kind = isIP(address);
    return kind === 0 || list.check(address, kind === 6 ? 'ipv6' : 'ipv4');
  };
};

/** No name may lead to such an address, whoever wrote it down. */
const isNowhere = blocking(nowhere);
/** An address inside somebody's own network, or of no single machine. IPv4 written as IPv6 counts as what it is. */
export const isPrivate = blocking([...nowhere, ...inside]);

/** Finds the host in the list. Throws an Error that says why it may not be called. */
export function allowedHost(url: URL, allowed: AllowedHost[]): AllowedHost {
  const named = (name: string) => allowed.filter(entry => entry.host.toLowerCase() === name);
  const entries = [...named(url.host), ...named(url.hostname)];
  // The entry with the port is nearer; an entry for https is no bar to another for http.
  const host = entries.find(entry => url.protocol === 'https:' || entry.http) ?? entries[0];
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
      const refused = addresses.find(({ address }) => (host.private ? isNowhere(address) : isPrivate(address)));
      if (refused) return done(new Error(`${hostname} leads to the private address ${refused.address}`), '', 0);
      const [first] = addresses;
      if (!first) return done(new Error(`${hostname} has no address`), '', 0);
      return options.all ? done(null, addresses) : done(null, first.address, first.family);
    });
  };

import type { AllowedHost } from './allowList';

/** Hosts that are called without anybody writing them down. */
const known = ['hooks.slack.com', 'slack.com', 'events.pagerduty.com'];
/** Addresses for people's browsers, which nobody here calls. */
const shown = /(^|\.)(incidentUrl|issuer)$/;

interface Address {
  /** Where in the configuration it stands. */
  key: string;
  url: URL;
}

/**
 * What the configuration allows to be called: the list, if it has one, else the hosts of the addresses in it, whose
 * private ones are meant. Throws an Error that names the key of an address that is not on the list.
 */
export function reachOf(settings: object, list?: AllowedHost[]): AllowedHost[] {
  const addresses = [...addressesIn(settings, [])];
  if (!list) {
    return [
      ...known.map(host => ({ host })),
      ...addresses.map(({ url: { host, protocol } }) => ({ host, private: true, http: protocol === 'http:' })),
    ];
  }
  const hosts = new Set(list.map(({ host }) => host.toLowerCase()));
  const missing = addresses.find(({ url }) => !hosts.has(url.host) && !hosts.has(url.hostname));
  if (missing)
    throw new Error(`Configuration autocura.${missing.key}: ${missing.url.host} is not in autocura.outbound.allowed`);
  return list;
}

function* addressesIn(value: unknown, way: string[]): Generator<Address> {
  const key = way.join('.');
  if (typeof value === 'string') {
    if (shown.test(key) || !/^(https?|postgres(ql)?|rediss?):\/\//.test(value) || !URL.canParse(value)) return;
    yield { key, url: new URL(value) };
  } else if (Array.isArray(value)) {
    for (const [place, one] of value.entries()) yield* addressesIn(one, [...way, String(place)]);
  } else if (typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype) {
    const { type, host, port } = value as { type?: unknown; host?: unknown; port?: unknown };
    // With its port: a mail server makes its machine no host for whatever else is called.
    if (type === 'email' && typeof host === 'string')
      yield { key: `${key}.host`, url: new URL(`smtp://${host}:${String(port)}`) };
    for (const [name, one] of Object.entries(value)) yield* addressesIn(one, [...way, name]);
  }
}

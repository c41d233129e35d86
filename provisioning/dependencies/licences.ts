/** A package as npm's lockfile lists it, as far as it tells of licences. */
export interface Locked {
  version?: string;
  license?: unknown;
  link?: boolean;
}
export interface Lockfile {
  packages: Record<string, Locked>;
}

const permissive = new Set([
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT', 'MIT-0'],
  ...['Python-2.0', 'Unlicense', 'WTFPL', 'Zlib'],
]);

/** Not on the list, and why they may be there. None is part of what is shipped but for data. */
const allowed: Record<string, string> = {
  '@fontsource/inter': 'OFL-1.1: a font, for tests of the app in Grafana',
  'axe-core': 'MPL-2.0: looks for what cannot be read, in tests alone',
  '@isomorphic-git/pgp-plugin': 'LGPL-3.0+: a part of what Backstage’s scaffolder builds on, for tests',
  'caniuse-lite': 'CC-BY-4.0: data, for builds',
  'rollup-plugin-dts': 'LGPL-3.0-only: a part of the Backstage CLI, for builds',
  'spdx-exceptions': 'CC-BY-3.0: data, for lint',
};

/** The lockfile does not say; their own files do. */
const told: Record<string, string> = {
  ...Object.fromEntries(
    [
      ...['@httptoolkit/httpolyglot', 'base64-arraybuffer', 'body', 'buildcheck', 'busboy', 'bytes', 'compute-gcd'],
      ...['compute-lcm', 'console-browserify', 'continuable-cache', 'cpu-features', 'error', 'exit', 'format'],
      ...['express-promise-router', 'get-document', 'passport-strategy', 'pause', 'querystring-es3', 'safe-json-parse'],
      ...['ssh2', 'streamsearch', 'string-template', 'validate.io-function', 'validate.io-integer'],
      ...['validate.io-integer-array', 'validate.io-number'],
    ].map(name => [name, 'MIT']),
  ),
  'destroyable-server': 'Apache-2.0',
  'fast-shallow-equal': 'Unlicense',
  'pause-stream': 'MIT OR Apache-2.0',
  'react-universal-interface': 'Unlicense',
  'read-tls-client-hello': 'Apache-2.0',
  tosource: 'Zlib',
};

/** What is locked and not under a permissive licence: `name version: licence`, each once. */
export function notPermissive({ packages }: Lockfile): string[] {
  const found = Object.entries(packages).flatMap(([path, { version = '', license, link }]) => {
    const name = /.*node_modules\/(.+)$/.exec(path)?.[1];
    if (name === undefined || link || name in allowed) return [];
    const says = typeof license === 'string' ? license : told[name];
    return says !== undefined && isPermissive(says) ? [] : [`${name} ${version}: ${says ?? 'no licence is told'}`];
  });
  return [...new Set(found)].sort();
}

/** An SPDX expression of at most one level: one side of an "OR" is enough, of an "AND" all have to be. */
function isPermissive(expression: string): boolean {
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  if (bare.includes(' OR ')) return bare.split(' OR ').some(isPermissive);
  return bare.split(' AND ').every(one => permissive.has(one));
}

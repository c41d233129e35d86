import { groupVersionOf, type Kind, kinds } from './kinds';
import type { Json } from './objects';

const verbs = ['create', 'delete', 'get', 'list', 'patch', 'update', 'watch'];

/** What `/api`, `/apis` and the lists of resources below them answer; undefined for any other path. */
export function discovery(path: string): Json | undefined {
  if (path === '/version') return { major: '1', minor: '34', gitVersion: 'v1.34.0-fake', platform: 'linux/amd64' };
  if (path === '/api') return { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };
  if (path === '/apis') return { kind: 'APIGroupList', apiVersion: 'v1', groups: groups() };
  const [, core, other] = /^\/(?:api\/(v1)|apis\/([^/]+\/[^/]+))$/.exec(path) ?? [];
  const groupVersion = core ?? other;
  const resources = kinds.filter(kind => groupVersionOf(kind) === groupVersion).flatMap(resourcesOf);
  return resources.length === 0 ? undefined : { kind: 'APIResourceList', apiVersion: 'v1', groupVersion, resources };
}

function groups() {
  const versions = new Map(kinds.filter(({ group }) => group !== '').map(kind => [kind.group, kind.version]));
  return [...versions].map(([name, version]) => {
    const preferredVersion = { groupVersion: `${name}/${version}`, version };
    return { name, versions: [preferredVersion], preferredVersion };
  });
}

const scale = { kind: 'Scale', group: 'autoscaling', version: 'v1', verbs: ['get', 'patch', 'update'] };
const eviction = { kind: 'Eviction', group: 'policy', version: 'v1', verbs: ['create'] };

function resourcesOf({ plural, kind, short, namespaced, subresources }: Kind): Json[] {
  const sub = { scale, eviction, status: { kind, verbs: ['get', 'patch', 'update'] } };
  return [
    {
      ...{ name: plural, singularName: kind.toLowerCase(), namespaced, kind, verbs },
      ...(short && { shortNames: [short] }),
    },
    ...subresources.map(name => ({ name: `${plural}/${name}`, singularName: '', namespaced, ...sub[name] })),
  ];
}

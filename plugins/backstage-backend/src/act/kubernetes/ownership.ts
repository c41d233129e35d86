import type { Step } from '@autocura/common';
import { refused, type Site } from './action';
import type { AnyObject } from './objects';

/** Who reconciles what they have written, by how they call themselves in `managedFields`. */
const reconcilers: [RegExp, string][] = [
  [/^argocd/i, 'Argo CD'],
  [/^(kustomize|helm|source|notification|image-.*)-controller$|^flux/i, 'Flux'],
  [/^helm$/i, 'Helm'],
];

/** Marks of an owner for objects that say nothing in `managedFields`. */
const marks: [keyof Pick<AnyObject['metadata'], 'labels' | 'annotations'>, string, string][] = [
  ['annotations', 'argocd.argoproj.io/tracking-id', 'Argo CD'],
  ['labels', 'argocd.argoproj.io/instance', 'Argo CD'],
  ['labels', 'kustomize.toolkit.fluxcd.io/name', 'Flux'],
  ['labels', 'helm.toolkit.fluxcd.io/name', 'Flux'],
  ['annotations', 'meta.helm.sh/release-name', 'Helm'],
];

const ownManager = 'autocura';
const controllers = 'kube-controller-manager';

/**
 * Who would set a field back, or be contradicted by it: an operator, who owns all of an object, and whoever reconciles
 * that field or something in it. Undefined when nobody does. `path` is one of names: `spec`, `replicas`.
 */
export function ownerOf({ metadata }: AnyObject, path: string[], { isBystander }: Pick<Site, 'isBystander'>) {
  const operator = metadata.ownerReferences.find(({ controller }) => controller);
  if (operator) return `${operator.kind} ${operator.name}`;
  if (metadata.managedFields.length === 0) {
    return marks.find(([where, key]) => key in metadata[where])?.[2];
  }
  for (const { manager, subresource, fieldsV1 } of metadata.managedFields) {
    if (manager === ownManager || isBystander(manager) || !owns(fieldsV1, path)) continue;
    if (manager === controllers) return subresource === 'scale' ? 'a HorizontalPodAutoscaler' : 'a controller';
    return reconcilers.find(([pattern]) => pattern.test(manager))?.[1] ?? `"${manager}"`;
  }
  return undefined;
}

/** What an object is reconciled from, where its marks tell. */
export interface Source {
  kind: 'Application' | 'Kustomization' | 'HelmRelease';
  name: string;
}

function sourceOf({ metadata: { labels, annotations } }: AnyObject, owner: string): Source | undefined {
  const [tracked] = (annotations['argocd.argoproj.io/tracking-id'] ?? '').split(':');
  // An Application of another namespace than Argo CD's own is told as namespace_name.
  const application = tracked?.split('_').at(-1) || labels['argocd.argoproj.io/instance'];
  const kustomization = labels['kustomize.toolkit.fluxcd.io/name'];
  const helmRelease = labels['helm.toolkit.fluxcd.io/name'];
  if (owner === 'Argo CD' && application) return { kind: 'Application', name: application };
  if (owner !== 'Flux') return undefined;
  if (helmRelease) return { kind: 'HelmRelease', name: helmRelease };
  return kustomization ? { kind: 'Kustomization', name: kustomization } : undefined;
}

/** What keeps Flux from setting back what is changed meanwhile. */
const holds: Partial<Record<Source['kind'], string>> = {
  Kustomization: 'suspend-kustomization',
  HelmRelease: 'suspend-helm-release',
};

/**
 * Throws unless a field is nobody's but ours and people's. `instead`: what would come to the same at what it is
 * reconciled from.
 */
export function refuseOwned(
  object: AnyObject,
  path: string[],
  title: string,
  site: Pick<Site, 'isBystander'>,
  instead: (source: Source | undefined) => Step | undefined = () => undefined,
): void {
  const owner = ownerOf(object, path, site);
  if (owner === undefined) return;
  const field = path.join('.').replace(/\.k:\{"name":"([^"]+)"\}/g, '[$1]');
  const source = sourceOf(object, owner);
  const from = source ? ` (${source.kind} ${source.name})` : '';
  const hold = source && holds[source.kind];
  const held = hold === undefined ? '' : `, or held by ${hold} while it is changed here`;
  throw refused(`${field} of ${title} belongs to ${owner}${from}: it has to be changed there${held}`, instead(source));
}

/** A field is owned with all that is in it, and it is owned where something in it is. */
function owns(fields: Record<string, unknown>, path: string[]): boolean {
  let here = fields;
  for (const name of path) {
    const inner = here[`f:${name}`] ?? here[name];
    if (typeof inner !== 'object' || inner === null) return false;
    here = inner as Record<string, unknown>;
    if (Object.keys(here).length === 0) return true;
  }
  return true;
}

/** People's tools, and what deploys once and goes: they do not come back to what they wrote. */
const peoplesTools = /^(kubectl($|[-.])|before-first-apply$|k9s$|Mozilla$)/;

export const bystanders =
  (named: string[] = []) =>
  (manager: string): boolean =>
    peoplesTools.test(manager) || named.includes(manager);

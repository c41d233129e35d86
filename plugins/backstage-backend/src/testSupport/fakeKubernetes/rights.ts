import { StatusError } from './status';

/** A rule of a Role or ClusterRole. */
export interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
  resourceNames?: string[];
}

/** Who bears a token. Without rules everything is allowed. */
export interface User {
  name: string;
  rules?: Rule[];
  /** Rules hold there only, as a RoleBinding's do. */
  namespace?: string;
}

export interface Attributes {
  verb: string;
  group: string;
  /** With its subresource: `pods/eviction`. */
  resource: string;
  namespace?: string | undefined;
  name?: string | undefined;
}

export function isAllowed({ rules, namespace }: User, asked: Attributes): boolean {
  if (rules === undefined) return true;
  if (namespace !== undefined && asked.namespace !== namespace) return false;
  return rules.some(
    rule =>
      has(rule.verbs, asked.verb) &&
      has(rule.apiGroups, asked.group) &&
      has(rule.resources, asked.resource) &&
      (rule.resourceNames === undefined || rule.resourceNames.includes(asked.name ?? '')),
  );
}

const has = (listed: string[], one: string) => listed.includes('*') || listed.includes(one);

export function forbidden({ name: user }: User, { verb, group, resource, namespace, name }: Attributes) {
  const full = [resource, group].filter(Boolean).join('.');
  const where = namespace === undefined ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const which = name === undefined ? '' : ` "${name}"`;
  return new StatusError(
    403,
    'Forbidden',
    `${full}${which} is forbidden: User "${user}" cannot ${verb} resource "${resource}" in API group "${group}" ${where}`,
  );
}

import { stringify } from 'yaml';
import type { KubernetesAction, Right } from './action';

export interface Rule {
  apiGroups: string[];
  resources: string[];
  verbs: string[];
}

/** The rules that let an action pass and nothing else. */
export const rulesOf = ({ rights }: Pick<KubernetesAction, 'rights'>): Rule[] => rights.map(ruleOf);

const ruleOf = ({ resource: { group, plural }, subresource, verbs }: Right): Rule => ({
  apiGroups: [group],
  resources: [subresource === undefined ? plural : `${plural}/${subresource}`],
  verbs,
});

/** A Role for an action; a ClusterRole where it touches what is in no namespace. */
export function roleOf(action: Pick<KubernetesAction, 'id' | 'rights'>): string {
  const namespaced = action.rights.every(({ resource }) => resource.namespaced);
  const role = {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: namespaced ? 'Role' : 'ClusterRole',
    metadata: { name: `autocura-${action.id}`, labels: { 'app.kubernetes.io/part-of': 'autocura' } },
    rules: rulesOf(action),
  };
  return stringify(role, { singleQuote: true });
}

/** As much of a catalog entity as tells which service it stands for. */
export interface AnnotatedEntity {
  metadata: { name: string; annotations?: Record<string, string> };
}

export interface MappedService {
  /** As metrics and alerts call it. */
  service: string;
  /** The annotation that says so, or `metadata.name` where none does. */
  mappedBy: string;
}

/** Names the service that an entity stands for, where nothing else does or something else is wrong. */
export const serviceAnnotation = 'autocura.io/service';

const longest = 253;
/** Labels that name a service, the most exact first. */
const naming = ['service', 'service_name', 'app.kubernetes.io/name', 'app', 'k8s-app', 'job'];

/** What annotations of others say of the service, the most exact first. */
const readers: Record<string, (value: string) => string | undefined> = {
  [serviceAnnotation]: value => value,
  'backstage.io/kubernetes-id': value => value,
  'backstage.io/kubernetes-label-selector': namedBySelector,
  'grafana/alert-label-selector': namedBySelector,
  'prometheus.io/rule': namedByMatchers,
  'grafana/overview-dashboard': namedByDashboard,
  'grafana/dashboard-selector': onlyTag,
  'argocd/app-name': value => value,
};

export const mappingAnnotations = Object.keys(readers);

/** Which service an entity stands for, and what says so. An annotation that names none is passed over. */
export function serviceOfEntity({ metadata: { name, annotations = {} } }: AnnotatedEntity): MappedService {
  for (const [mappedBy, read] of Object.entries(readers)) {
    const service = read(annotations[mappedBy]?.trim() ?? '')?.trim();
    if (service && isName(service)) return { service, mappedBy };
  }
  return { service: name, mappedBy: 'metadata.name' };
}

/** The one tag of Grafana's dashboards that a selector asks for; nothing for more, or for anything but tags. */
export function onlyTag(selector: string): string | undefined {
  const [, , tag] = /^\(?\s*(?:tags\s*@>\s*)?(["']?)([^"'@|&()]+)\1\s*\)?$/.exec(selector) ?? [];
  return tag?.trim();
}

function isName(text: string) {
  return text.length <= longest && !/[\u0000-\u001f\u007f]/.test(text);
}

/** `app=cart,tier=web`: equality alone, since anything else names more than one. */
function namedBySelector(selector: string): string | undefined {
  const labels = selector.split(',').map(part => /^\s*([^=!\s]+)\s*==?\s*"?([^"=]+?)"?\s*$/.exec(part) ?? []);
  return first(new Map(labels.map(([, label = '', value = '']) => [label, value])));
}

/** `rate(errors_total{service="cart"}[5m])|component`: what is read is what the query asks about. */
function namedByMatchers(rule: string): string | undefined {
  const labels = [...rule.matchAll(/[{,]\s*([a-zA-Z_]\w*)\s*=\s*"([^"\\]*)"/g)];
  return first(new Map(labels.map(([, label = '', value = '']) => [label, value])));
}

/** `https://grafana/d/abc/cart?var-service=cart`. */
function namedByDashboard(url: string): string | undefined {
  const variables = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  return first(new Map(naming.map(label => [label, variables.get(`var-${label}`) ?? ''])));
}

const first = (labels: Map<string, string>) => naming.map(label => labels.get(label)).find(Boolean);

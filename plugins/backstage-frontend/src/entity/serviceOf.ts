import type { Entity } from '@backstage/catalog-model';

/** Names the service of an entity, where its other annotations and its name do not. */
export const AUTOCURA_SERVICE_ANNOTATION = 'autocura.io/service';

/** Annotations that people already have and that name a service too, the surest first. */
export const serviceAnnotations = [
  AUTOCURA_SERVICE_ANNOTATION,
  'backstage.io/kubernetes-id',
  'argocd/app-name',
  'pagerduty.com/service-id',
  'prometheus.io/rule',
  'prometheus.io/alert',
  'grafana/dashboard-selector',
  'grafana/alert-label-selector',
  'grafana/overview-dashboard',
] as const;

/** Whether an entity says that it is a service that runs: what card and tab are for. */
export const isAutocuraAvailable = ({ metadata: { annotations = {} } }: Entity) =>
  serviceAnnotations.some(name => annotations[name]);

/** Annotations whose value is the name of the service as it runs; the others only tell that there is one. */
const naming = [AUTOCURA_SERVICE_ANNOTATION, 'backstage.io/kubernetes-id', 'argocd/app-name'] as const;

/** The service that an entity stands for. Argo CD's application may be written with its namespace before it. */
export function serviceOf({ metadata: { name, annotations = {} } }: Entity): string {
  const named = naming.map(annotation => annotations[annotation]).find(Boolean);
  return named?.split('/').pop() ?? name;
}

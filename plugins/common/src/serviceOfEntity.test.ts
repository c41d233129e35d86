import { mappingAnnotations, serviceOfEntity } from './serviceOfEntity';

const mapped = (annotations: Record<string, string>) =>
  serviceOfEntity({ metadata: { name: 'cart-component', annotations } });

test.each<[string, Record<string, string>, string]>([
  ['its own annotation', { 'autocura.io/service': 'cart' }, 'autocura.io/service'],
  ['the id of its objects', { 'backstage.io/kubernetes-id': 'cart' }, 'backstage.io/kubernetes-id'],
  [
    'a selector of its pods',
    { 'backstage.io/kubernetes-label-selector': 'tier=web, app = cart' },
    'backstage.io/kubernetes-label-selector',
  ],
  ['a selector of its alerts', { 'grafana/alert-label-selector': 'service=cart' }, 'grafana/alert-label-selector'],
  [
    'a query about it',
    { 'prometheus.io/rule': 'rate(errors_total{code=~"5..",service="cart"}[5m])|code' },
    'prometheus.io/rule',
  ],
  [
    'its dashboard',
    { 'grafana/overview-dashboard': 'https://grafana.example.com/d/abc?orgId=1&var-service=cart' },
    'grafana/overview-dashboard',
  ],
  ['the tag of its dashboards', { 'grafana/dashboard-selector': "(tags @> 'cart')" }, 'grafana/dashboard-selector'],
  ['its application', { 'argocd/app-name': 'cart' }, 'argocd/app-name'],
])('%s says which service an entity stands for', (_, annotations, mappedBy) => {
  expect(mapped(annotations)).toEqual({ service: 'cart', mappedBy });
});

test('the most exact word counts', () => {
  const annotations = Object.fromEntries(mappingAnnotations.map(name => [name, `service=${name}`]));
  expect(mapped(annotations).mappedBy).toBe('autocura.io/service');
});

test.each<[string, Record<string, string>]>([
  ['nothing', {}],
  ['an empty annotation', { 'autocura.io/service': ' ' }],
  ['a selector of many', { 'backstage.io/kubernetes-label-selector': 'app in (cart, billing)' }],
  ['a selector of others', { 'backstage.io/kubernetes-label-selector': 'app!=cart' }],
  ['a query about everything', { 'prometheus.io/rule': 'sum(rate(errors_total[5m]))|all' }],
  ['several tags', { 'grafana/dashboard-selector': "(tags @> 'cart' || tags @> 'shop')" }],
  ['a dashboard of everything', { 'grafana/overview-dashboard': 'https://grafana.example.com/d/abc' }],
  ['what no database takes', { 'autocura.io/service': 'ca\u0000rt' }],
  ['an id that only PagerDuty knows', { 'pagerduty.com/service-id': 'PXYZ1' }],
])('%s leaves it to the name', (_, annotations) => {
  expect(mapped(annotations)).toEqual({ service: 'cart-component', mappedBy: 'metadata.name' });
});

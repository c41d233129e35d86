import { entityOf } from '../testSupport/renderOnEntity';
import { isAutocuraAvailable, serviceOf } from './serviceOf';

test.each([
  {
    name: 'our own annotation',
    annotations: { 'autocura.io/service': 'pay', 'backstage.io/kubernetes-id': 'k' },
    is: 'pay',
  },
  { name: 'that of Kubernetes', annotations: { 'backstage.io/kubernetes-id': 'k', 'argocd/app-name': 'a' }, is: 'k' },
  { name: 'that of Argo CD', annotations: { 'argocd/app-name': 'argocd/pay' }, is: 'pay' },
  {
    name: 'its name, where others tell that it runs',
    annotations: { 'pagerduty.com/service-id': 'PX1' },
    is: 'payment',
  },
])('the service goes by $name', ({ annotations, is }) => {
  const entity = entityOf(annotations as Record<string, string>);
  expect(isAutocuraAvailable(entity)).toBe(true);
  expect(serviceOf(entity)).toBe(is);
});

test('an entity that says nothing of where it runs is not taken for a service', () => {
  expect(isAutocuraAvailable(entityOf({ 'backstage.io/techdocs-ref': 'dir:.' }))).toBe(false);
});

import { entityOf } from '../testSupport/renderOnEntity';
import { isAutocuraAvailable } from './isAutocuraAvailable';

test.each([
  { name: 'our own annotation', annotations: { 'autocura.io/service': 'pay' } },
  { name: 'that of Kubernetes', annotations: { 'backstage.io/kubernetes-id': 'payment' } },
  { name: 'that of PagerDuty, which names nothing', annotations: { 'pagerduty.com/service-id': 'PX1' } },
])('an entity with $name is a service', ({ annotations }) =>
  expect(isAutocuraAvailable(entityOf(annotations as Record<string, string>))).toBe(true),
);

test('one that says nothing of where it runs is not', () =>
  expect(isAutocuraAvailable(entityOf({ 'backstage.io/techdocs-ref': 'dir:.' }))).toBe(false));

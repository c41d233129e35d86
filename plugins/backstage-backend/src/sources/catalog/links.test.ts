import { linksOf } from './links';

const grafana = 'https://grafana.example.com/g/';

test('dashboards and PagerDuty are found by annotations that people have already', () => {
  const annotations = {
    'grafana/overview-dashboard': '/d/abc/cart',
    'grafana/dashboard-selector': "tags @> 'cart'",
    'pagerduty.com/service-id': 'PXYZ1',
    'pagerduty.com/account': 'example',
  };
  expect(linksOf(annotations, grafana)).toEqual([
    { kind: 'dashboard', title: 'Grafana', url: 'https://grafana.example.com/g/d/abc/cart' },
    { kind: 'dashboard', title: 'cart', url: 'https://grafana.example.com/g/dashboards?tag=cart' },
    { kind: 'pagerduty', title: 'PagerDuty', url: 'https://example.pagerduty.com/service-directory/PXYZ1' },
  ]);
});

test('a dashboard with an address of its own needs no Grafana of ours', () => {
  expect(linksOf({ 'grafana/overview-dashboard': 'https://elsewhere.example.com/d/1' })).toMatchObject([
    { url: 'https://elsewhere.example.com/d/1' },
  ]);
});

test.each([
  { 'grafana/overview-dashboard': 'javascript:alert(1)' },
  { 'grafana/overview-dashboard': '/d/abc' },
  { 'pagerduty.com/service-id': 'P1', 'pagerduty.com/account': 'evil.example.com/' },
  { 'pagerduty.com/service-id': 'P1' },
])('%j leads nowhere', annotations => {
  expect(linksOf(annotations)).toEqual([]);
});

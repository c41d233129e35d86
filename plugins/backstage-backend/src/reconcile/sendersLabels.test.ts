import { labelMapping, UnknownMappingError } from './sendersLabels';

const labels = { alertname: 'TargetDown', service: 'cart', replica: 'of the alert' };

test('nothing configured changes nothing', () => {
  expect(labelMapping('global:\n  scrape_interval: 15s\n')(labels)).toEqual(labels);
  expect(labelMapping('')(labels)).toEqual(labels);
});

test('external labels are added, but not over the alert’s own, and what is dropped is not sent', () => {
  const mapping = labelMapping(`
global: { external_labels: { cluster: eu, replica: a, region: south } }
alerting:
  alert_relabel_configs: [{ regex: reg.on, action: labeldrop }]
  alertmanagers: [{ static_configs: [{ targets: ['127.0.0.1:1'] }] }]
`);
  expect(mapping(labels)).toEqual({ ...labels, cluster: 'eu' });
});

test('a pattern holds for the whole name', () => {
  const mapping = labelMapping('alerting: { alert_relabel_configs: [{ regex: rep, action: labeldrop }] }');
  expect(mapping(labels)).toEqual(labels);
});

test('what cannot be followed is said', () => {
  const configuration = 'alerting: { alert_relabel_configs: [{ target_label: x, replacement: y }] }';
  expect(() => labelMapping(configuration)).toThrow(UnknownMappingError);
});

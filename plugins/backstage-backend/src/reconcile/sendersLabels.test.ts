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

const dropping = (regex: string) =>
  labelMapping(`alerting: { alert_relabel_configs: [{ regex: '${regex}', action: labeldrop }] }`);

test.each(['(a+)+', '(a|a)*b', '(.*a){25}', '([a-z]+)*x'])(
  'S8 %s takes no longer for a name that nearly fits',
  regex => {
    const before = process.cpuUsage();
    dropping(regex)({ ['a'.repeat(2_000)]: '', [`${'a'.repeat(2_000)}!`]: '' });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(2);
  },
);

test.each(['(?=a)a', '(a)\\1', 'a{1,100000}'])(
  'S8 %s, which Prometheus would not take either, is not followed',
  regex => {
    expect(() => dropping(regex)).toThrow(UnknownMappingError);
  },
);

test('S7 a configuration whose aliases explode is not read', () => {
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
  for (const [of, is] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh'])
    bomb.push(`${is}: &${is} [${Array(9).fill(`*${of}`).join(', ')}]`);
  expect(() => labelMapping(bomb.join('\n'))).toThrow(/alias/i);
});

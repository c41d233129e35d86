import { PluginExtensionPoints, dateTime } from '@grafana/data';
import { setTemplateSrv, type TemplateSrv } from '@grafana/runtime';
import { links } from '.';

beforeAll(() => {
  const replace = (text = '', scoped: Record<string, { value: string }> = {}) =>
    text.replace(/\$(\w+)/g, (whole, name: string) => scoped[name]?.value ?? whole);
  setTemplateSrv({ replace } as unknown as TemplateSrv);
});

/** What stands at a point for what is there, by title with where it leads. */
const shown = (point: string, context: object) =>
  Object.fromEntries(
    links
      .filter(({ targets }) => targets === point)
      .flatMap(({ title, path, configure }) => {
        const changes = configure ? configure(Object.freeze(context) as never) : {};
        return changes ? [[title, changes.path ?? path]] : [];
      }),
  );
const parameter = (path: string | undefined, name: string) => new URL(path ?? '', 'http://g').searchParams.get(name);

describe('at an alert', () => {
  const at = (context: object) => shown(PluginExtensionPoints.AlertInstanceAction, context);
  const labels = { alertname: 'HighErrors', service: 'cart', __alert_rule_uid__: 'x' };

  test.each(['firing', 'Alerting', 'Alerting (NoData)', 'Error', 'NoData', 'Recovering', undefined])(
    'that is %s its diagnosis is offered, by the labels that are sent',
    state => {
      const { 'Diagnose this alert': path, ...others } = at({ instance: { labels, ...(state && { state }) } });
      expect(JSON.parse(parameter(path, 'labels') ?? '')).toEqual({ alertname: 'HighErrors', service: 'cart' });
      expect(others).toEqual({});
    },
  );

  test('of an earlier Grafana, which hands over what its own page holds, the name is the rule’s', () => {
    const { 'Diagnose this alert': path } = at({
      rule: { name: 'HighErrors', promRule: { uid: 'x' }, labels: { severity: 'critical' } },
      instance: { labels: { service: 'cart' }, state: 'firing' },
    });
    expect(JSON.parse(parameter(path, 'labels') ?? '')).toEqual({
      ...{ alertname: 'HighErrors', service: 'cart', severity: 'critical' },
    });
  });

  test.each([
    ['that is quiet', { instance: { labels, state: 'Normal' } }],
    ['that is pending', { instance: { labels, state: 'pending' } }],
    ['without labels', { rule: { name: 'HighErrors' } }],
    ['of which nothing is told', {}],
  ])('%s it is said why there is none', (_, context) => {
    expect(Object.keys(at(context))).toEqual(['Why this alert has no diagnosis']);
  });
});

test('at a rule its alerts are looked for by name and labels', () => {
  const at = (context: object) => shown(PluginExtensionPoints.AlertingAlertingRuleAction, context);
  const path = at({ name: 'HighErrors', labels: { __grafana_origin: 'plugin/x', team: 'a' } })[
    'Diagnose what this rule found'
  ];
  expect(JSON.parse(parameter(path, 'labels') ?? '')).toEqual({
    ...{ alertname: 'HighErrors', __grafana_origin: 'plugin/x', team: 'a' },
  });
  expect(at({})).toEqual({});
});

test('at a recording rule it is said why it has no diagnosis', () => {
  expect(Object.keys(shown(PluginExtensionPoints.AlertingRecordingRuleAction, { name: 'r' }))).toHaveLength(1);
});

describe.each([
  [PluginExtensionPoints.DashboardPanelMenu, 'Diagnose this panel', 'Why this panel cannot be diagnosed'],
  [PluginExtensionPoints.ExploreToolbarAction, 'Diagnose these queries', 'Why these queries cannot be diagnosed'],
])('at %s', (point, act, why) => {
  test('queries go along with their variables filled in, and the range', () => {
    const { [act]: path, ...others } = shown(point, {
      title: 'Errors',
      targets: [
        { refId: 'A', expr: 'rate(errors{service="$service"}[1m])' },
        { refId: 'B', expr: 'up', hide: true },
      ],
      timeRange: { from: dateTime('2026-01-01T00:00:00Z'), to: 'now' },
      scopedVars: { service: { value: 'cart', text: 'cart' } },
    });
    expect(others).toEqual({});
    expect(JSON.parse(parameter(path, 'queries') ?? '')).toEqual(['rate(errors{service="cart"}[1m])']);
    expect([parameter(path, 'from'), parameter(path, 'to')]).toEqual(['2026-01-01T00:00:00.000Z', 'now']);
  });

  test('a hundred long queries still make an address', () => {
    const targets = Array.from({ length: 100 }, (_, at) => ({ refId: `${at}`, expr: 'x'.repeat(10_000) }));
    expect(shown(point, { targets })[act]?.length).toBeLessThan(8_000);
  });

  test.each([[{}], [{ targets: [] }], [{ targets: [{ refId: 'A' }] }]])(
    'without a query it is said why: %j',
    context => {
      expect(Object.keys(shown(point, context))).toEqual([why]);
    },
  );
});

test('the command palette leads to incidents and brakes', () => {
  expect(Object.values(shown(PluginExtensionPoints.CommandPalette, {}))).toEqual([
    '/a/autocura-healing-app/incidents',
    '/a/autocura-healing-app/brakes',
  ]);
});

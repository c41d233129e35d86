import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { TestPrometheus } from '../../plugins/backstage-backend/src/sources/prometheus/testSupport/prometheus';
import { healerMetrics } from '../../plugins/backstage-backend/src/telemetry';

const read = (file: string) => readFileSync(join(__dirname, file), 'utf8');

/** What of Grafana's provisioning of alert rules is used here; a key that is not in it is a mistake. */
const query = z.strictObject({
  refId: z.literal('A'),
  datasourceUid: z.literal('prometheus'),
  relativeTimeRange: z.strictObject({ from: z.number().positive(), to: z.literal(0) }),
  model: z.strictObject({ refId: z.literal('A'), expr: z.string(), instant: z.literal(true) }),
});
const evaluator = z.strictObject({ type: z.literal('gt'), params: z.tuple([z.literal(0)]) });
const threshold = z.strictObject({
  refId: z.literal('B'),
  datasourceUid: z.literal('__expr__'),
  model: z.strictObject({
    refId: z.literal('B'),
    type: z.literal('threshold'),
    expression: z.literal('A'),
    conditions: z.tuple([z.strictObject({ evaluator })]),
  }),
});
const rule = z.strictObject({
  uid: z.string().regex(/^[\w-]{1,40}$/),
  title: z.string(),
  condition: z.literal('B'),
  data: z.tuple([query, threshold]),
  for: z.string().regex(/^\d+[mh]$/),
  noDataState: z.enum(['Alerting', 'OK']),
  execErrState: z.literal('Error'),
  annotations: z.strictObject({
    summary: z.string(),
    description: z.string(),
    runbook_url: z.templateLiteral(['$AUTOCURA_DOCS_URL/operations.md#', z.string()]),
    __dashboardUid__: z.string(),
    __panelId__: z.string(),
  }),
  labels: z.strictObject({
    __grafana_origin: z.literal('plugin/autocura-healing-app'),
    severity: z.enum(['critical', 'warning']),
  }),
});
const file = z.strictObject({
  apiVersion: z.literal(1),
  groups: z.tuple([
    z.strictObject({
      orgId: z.literal(1),
      name: z.string(),
      folder: z.string(),
      interval: z.string(),
      rules: z.array(rule),
    }),
  ]),
});

const [{ rules }] = file.parse(parse(read('alerting/rules.yaml'))).groups;
const exprOf = (uid: string) => rules.find(one => one.uid === uid)?.data[0].model.expr ?? '';

test('each rule is one of its own, and points to a panel that is there', () => {
  expect(new Set(rules.map(({ uid }) => uid)).size).toBe(rules.length);
  for (const { annotations } of rules) {
    const { uid, panels } = JSON.parse(read('dashboards/healer.json')) as { uid: string; panels: { id: number }[] };
    expect(annotations.__dashboardUid__).toBe(uid);
    expect(panels.map(({ id }) => String(id))).toContain(annotations.__panelId__);
  }
});

test('each leads to a runbook of its title, which says what to do', () => {
  const runbooks = (read('../../docs/operations.md').split('\n## Runbooks\n')[1] ?? '').split('\n## ')[0] ?? '';
  const [, ...all] = runbooks.split('\n### ');
  expect(all.map(one => one.split('\n')[0])).toEqual(rules.map(({ title }) => title));
  for (const [index, { title, annotations }] of rules.entries()) {
    expect(annotations.runbook_url.split('#')[1]).toBe(title.toLowerCase().replaceAll(' ', '-'));
    expect(all[index]).toMatch(/^\d\. /m);
  }
});

test('they speak of what Autocura tells, and of whether it tells anything', () => {
  const registry = healerMetrics({
    open: async () => [],
    waiting: () => 0,
    brake: async () => ({ holds: [] }),
    sources: async () => [],
    health: async () => [],
    now: () => new Date(),
  });
  const told = registry.getMetricsAsArray().map(({ name }) => name);
  const spoken = rules.flatMap(({ data: [{ model }] }) => model.expr.match(/autocura_\w+/g) ?? []);
  expect([...new Set(spoken)].filter(name => !told.includes(name))).toEqual([]);
  const { scrape_configs: jobs } = parse(read('../prometheus/prometheus.yml')) as {
    scrape_configs: { job_name: string; metrics_path?: string }[];
  };
  expect(jobs).toContainEqual(expect.objectContaining({ job_name: 'autocura', metrics_path: '/api/autocura/metrics' }));
});

/** What Prometheus knows while all is well, and what of it is otherwise when a rule has to fire. */
const well: Record<string, number> = {
  'up{job="autocura"}': 1,
  autocura_longest_due_seconds: 0.4,
  'autocura_source_up{source="alertmanager"}': 1,
  'autocura_source_up{source="prometheus"}': 1,
  autocura_waiting_alerts: 3,
  'autocura_open_incidents{phase="proposed"}': 0,
  'autocura_open_incidents{phase="escalated"}': 0,
  'autocura_open_incidents{phase="acting"}': 2,
  autocura_brake_holders: 0,
  'autocura_services{state="ok"}': 7,
  'autocura_services{state="unknown"}': 1,
};
const sick: Record<string, Record<string, number>> = {
  'autocura-away': { 'up{job="autocura"}': 0 },
  'autocura-late': { autocura_longest_due_seconds: 300 },
  'autocura-unheard': { 'autocura_source_up{source="prometheus"}': 0 },
  'autocura-backlog': { autocura_waiting_alerts: 5000 },
  'autocura-approval-waits': { 'autocura_open_incidents{phase="proposed"}': 1 },
  'autocura-needs-person': { 'autocura_open_incidents{phase="escalated"}': 2 },
  'autocura-brake-held': { autocura_brake_holders: 1 },
  'autocura-blind': { 'autocura_services{state="ok"}': 0 },
};

describe('on a real Prometheus', () => {
  // Each rule has an hour of its own, in which it alone has to fire; in the first all is well.
  const hours = ['all is well', ...Object.keys(sick)];
  const secondsOf = (hour: string) => 1_790_000_000 + hours.indexOf(hour) * 3600;
  let prometheus: TestPrometheus;
  beforeAll(async () => {
    const lines = Object.keys(well).flatMap(series =>
      hours.map(hour => `${series} ${{ ...well, ...sick[hour] }[series]} ${secondsOf(hour)}`),
    );
    prometheus = await TestPrometheus.start(lines);
  });
  afterAll(() => prometheus.stop());

  async function fires(uid: string, hour: string): Promise<boolean> {
    const search = new URLSearchParams({ query: exprOf(uid), time: String(secondsOf(hour) + 1) });
    const answer = (await (await fetch(`${prometheus.url}/api/v1/query?${search}`)).json()) as {
      data: { result: { value: [number, string] }[] };
    };
    expect(answer.data.result).toHaveLength(1);
    return Number(answer.data.result[0]?.value[1]) > 0;
  }

  test('every rule is tried', () => expect(Object.keys(sick).sort()).toEqual(rules.map(({ uid }) => uid).sort()));

  test.each(hours)('%s', async hour => {
    const fired = await Promise.all(rules.map(async ({ uid }) => ((await fires(uid, hour)) ? [uid] : [])));
    expect(fired.flat()).toEqual(hour === 'all is well' ? [] : [hour]);
  });
});

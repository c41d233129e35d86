import type { DataFrame, DataSourceInstanceSettings } from '@grafana/data';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { lastValueFrom } from 'rxjs';
import { parse } from 'yaml';
import { autocuraClient } from '../api';
import { fakeRuntime } from '../testSupport/fakeRuntime';
import { startRealApi } from '../testSupport/realApi';
import { requestOf } from '../testSupport/request';
import { AutocuraDataSource } from './AutocuraDataSource';
import { queryKinds } from './queries';
import type { AutocuraOptions, AutocuraQuery, AutocuraVariableQuery } from './query';

interface Panel {
  id: number;
  type: string;
  title: string;
  gridPos: Record<'x' | 'y' | 'w' | 'h', number>;
  datasource: { uid: string };
  targets: AutocuraQuery[];
  options: { xField?: string };
  fieldConfig: { overrides: Array<{ matcher: { id: string; options: string } }> };
  transformations?: Array<{ id: string; options: { fields: object } }>;
}
interface Dashboard {
  uid: string;
  panels: Panel[];
  templating: { list: Array<{ name: string; datasource: { uid: string }; query: AutocuraVariableQuery }> };
  annotations: { list: Array<{ name: string; target?: AutocuraQuery }> };
}

const provisioning = path.resolve(__dirname, '../../../../provisioning/grafana');
const read = (...names: string[]) => readFileSync(path.join(provisioning, ...names), 'utf8');
const inFolder = (folder: string, ending: RegExp) =>
  readdirSync(path.join(provisioning, folder)).filter(name => ending.test(name));

const files = inFolder('dashboards', /\.json$/);
const dashboards = files.map(file => ({ file, ...(JSON.parse(read('dashboards', file)) as Dashboard) }));
const panels = dashboards.flatMap(({ file, panels: all }) =>
  all.map(panel => ({ name: `${file}: ${panel.title}`, panel })),
);
const sources = inFolder('datasources', /\.yaml$/).flatMap(
  file => (parse(read('datasources', file)) as { datasources: Array<{ uid: string; type: string }> }).datasources,
);
const ours = readdirSync(path.resolve(__dirname, '../panels'), { withFileTypes: true })
  .map(({ name }) => path.resolve(__dirname, '../panels', name, 'plugin.json'))
  .flatMap(file => {
    try {
      return [(JSON.parse(readFileSync(file, 'utf8')) as { id: string }).id];
    } catch {
      return [];
    }
  });
/** Panels that come with Grafana. */
const core = ['barchart', 'nodeGraph', 'stat', 'state-timeline', 'table', 'timeseries'];

const dataSource = new AutocuraDataSource({ jsonData: {} } as DataSourceInstanceSettings<AutocuraOptions>);
const framesOf = async (targets: AutocuraQuery[]) => {
  const { data, errors } = await dataSource.query(requestOf(targets));
  expect(errors).toBeUndefined();
  return data as DataFrame[];
};

let api: Awaited<ReturnType<typeof startRealApi>>;
beforeAll(async () => {
  api = await startRealApi({ prometheus: true });
  fakeRuntime({ api: api.url, variables: { service: 'service-1', incident: 'healed' } });
  await autocuraClient().pullBrake('so that there is something to show');
});
afterAll(() => api.stop());

test.each(panels)('$name has data in every frame', async ({ panel: { targets } }) => {
  const frames = await framesOf(targets);
  expect(frames.length).toBeGreaterThan(0);
  expect(frames.filter(({ length }) => length === 0)).toEqual([]);
});

test.each(panels)('$name speaks of fields that are there', async ({ panel }) => {
  const fields = new Set((await framesOf(panel.targets)).flatMap(frame => frame.fields.map(({ name }) => name)));
  const spoken = [
    ...panel.fieldConfig.overrides.map(({ matcher }) => matcher.options),
    ...(panel.transformations ?? []).flatMap(({ options }) => Object.keys(options.fields)),
    ...(panel.options.xField ? [panel.options.xField] : []),
  ];
  expect(spoken.filter(name => !fields.has(name))).toEqual([]);
});

test.each(panels)('$name is of a panel and a data source that are there', ({ panel }) => {
  expect([...core, ...ours]).toContain(panel.type);
  const uids = [panel.datasource.uid, ...panel.targets.map(({ datasource }) => datasource?.uid)];
  expect(sources.map(({ uid }) => uid)).toEqual(expect.arrayContaining(uids));
});

test.each(dashboards)('$file has variables with values, and shows healing', async ({ templating, annotations }) => {
  for (const { query } of templating.list) {
    const request = { targets: [query] } as Parameters<typeof dataSource.variables.query>[0];
    expect((await lastValueFrom(dataSource.variables.query(request))).data.length).toBeGreaterThan(0);
  }
  const [healing] = annotations.list.flatMap(({ target }) => (target ? [target] : []));
  expect((await framesOf([healing!]))[0]?.length).toBeGreaterThan(0);
});

test.each(dashboards)('$file has panels that neither overlap nor leave the grid', ({ panels: all }) => {
  const cells = all.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, n) => `${x + (n % w)},${y + Math.floor(n / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(all.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
});

test('every kind of query and every panel of ours is shown somewhere', () => {
  const asked = panels.flatMap(({ panel }) => panel.targets.map(({ queryType }) => queryType));
  expect([...new Set(asked)].sort()).toEqual(queryKinds.map(({ id }) => id).sort());
  expect(panels.map(({ panel }) => panel.type)).toEqual(expect.arrayContaining(ours));
  expect(ours).toHaveLength(3);
});

test('the folder is provided to Grafana, and no two dashboards have one address', () => {
  const { providers } = parse(read('dashboards', 'autocura.yaml')) as {
    providers: Array<{ type: string; options: { path: string } }>;
  };
  expect(providers).toMatchObject([{ type: 'file', options: { path: '/etc/grafana/provisioning/dashboards' } }]);
  expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(dashboards.length);
});

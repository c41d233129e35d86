import { FieldType, type DataFrame, type DataSourceInstanceSettings } from '@grafana/data';
import { autocuraClient } from '../api';
import { fakeRuntime } from '../testSupport/fakeRuntime';
import { startRealApi } from '../testSupport/realApi';
import { requestOf } from '../testSupport/request';
import { AutocuraDataSource } from './AutocuraDataSource';
import { queryKinds } from './queries';
import type { AutocuraOptions, AutocuraQuery, QueryType } from './query';

let api: Awaited<ReturnType<typeof startRealApi>>;
beforeAll(async () => {
  api = await startRealApi({ prometheus: true });
});
afterAll(() => api.stop());

const prometheus = { uid: 'prom', name: 'Prometheus', type: 'prometheus', isDefault: true };
const settings = { uid: 'autocura', jsonData: {} } as DataSourceInstanceSettings<AutocuraOptions>;
const dataSource = new AutocuraDataSource(settings);

async function framesOf(query: Omit<AutocuraQuery, 'refId'>, period?: Parameters<typeof requestOf>[1]) {
  const { data, errors } = await dataSource.query(requestOf([{ refId: 'A', ...query }], period));
  expect(errors).toBeUndefined();
  return data as DataFrame[];
}

/** A frame as what its columns are: `name: type unit?` in order. */
const shapeOf = ({ name, fields }: DataFrame) => [
  name,
  ...fields.map(field => [field.name, field.type, field.config.unit].filter(Boolean).join(' ')),
];
const valuesOf = ({ fields }: DataFrame, name: string) => fields.find(field => field.name === name)?.values;

/** What each kind of query is asked, and the columns of what comes. */
const contracts: Record<QueryType, { query?: Partial<AutocuraQuery>; shapes: string[][] }> = {
  incidents: {
    shapes: [
      [
        ...['incidents', 'opened time', 'incident string', 'title string', 'service string', 'severity string'],
        ...['phase string', 'cause string', 'action string', 'outcome string', 'ended time'],
        ...['duration number ms', 'alerts number'],
      ],
    ],
  },
  services: {
    shapes: [
      [
        ...['services', 'service string', 'state string', 'reasons string', 'since time', 'dataAt time'],
        ...['openIncidents number', 'incident string', 'limit string', 'expected time'],
        ...['lastAction string', 'lastOutcome string', 'lastActed time'],
      ],
    ],
  },
  measurements: {
    query: { service: 'service-1' },
    shapes: [['measurements', 'dataAt time', 'requests.errors number percentunit']],
  },
  healthChanges: {
    query: { service: 'service-1' },
    shapes: [['healthChanges', 'time time', 'state string', 'reasons string']],
  },
  actions: {
    shapes: [
      [
        ...['actions', 'time time', 'timeEnd time', 'incident string', 'service string', 'cause string'],
        ...['action string', 'target string', 'outcome string', 'says string', 'by string', 'failed string'],
        'undone time',
      ],
    ],
  },
  predictions: {
    query: { open: true },
    shapes: [
      [
        ...['predictions', 'told time', 'service string', 'limit string', 'likelihood number percentunit'],
        ...['expected time', 'earliest time', 'latest time', 'outcome string', 'incident string'],
      ],
    ],
  },
  bands: {
    query: { service: 'service-1' },
    shapes: [['bands', 'time time', 'value number', 'lo number', 'hi number']],
  },
  sizings: {
    shapes: [
      [
        ...['sizings', 'at time', 'service string', 'kind string', 'from number', 'to number', 'saves number'],
        ...['risk string', 'state string', 'saved number', 'incident string'],
      ],
    ],
  },
  problems: {
    shapes: [
      [
        ...['problems', 'lastAt time', 'service string', 'cause string', 'heals number', 'incident string'],
        'acknowledged string',
      ],
    ],
  },
  hypotheses: {
    query: { incident: 'healed' },
    shapes: [
      [
        ...['hypotheses', 'rank number', 'cause string', 'service string', 'standing string', 'support number'],
        ...['because string', 'remedies string', 'diagnosedAt time', 'claims other'],
      ],
    ],
  },
  evidence: {
    query: { incident: 'healed' },
    shapes: [
      [
        ...['evidence', 'signal string', 'service string', 'reads string', 'value number', 'normal number', 'at time'],
        ...['missing string', 'family string', 'query string', 'unit string', 'id string'],
      ],
    ],
  },
  evidenceSeries: {
    query: { incident: 'healed' },
    shapes: [
      ['evidenceSeries', 'time time', 'value number percentunit', 'normal number percentunit'],
      ['evidenceSeries', 'time time', 'value number s', 'normal number s'],
    ],
  },
  diagnosis: { query: { incident: 'healed' }, shapes: [] },
  timeline: {
    query: { incident: 'healed' },
    shapes: [
      [
        ...['timeline', 'time time', 'says string', 'phase string', 'action string', 'outcome string'],
        ...['actor string', 'type string'],
      ],
    ],
  },
  phases: { query: { incident: 'healed' }, shapes: [['phases', 'time time', 'phase string']] },
  topology: {
    shapes: [
      [
        ...[
          'nodes',
          'id string',
          'title string',
          'subtitle string',
          'mainstat number',
          'secondarystat number percentunit',
        ],
        ...['arc__critical number', 'arc__warning number', 'arc__unknown number', 'arc__ok number'],
      ],
      ['edges', 'id string', 'source string', 'target string', 'detail__known string'],
    ],
  },
  sources: { shapes: [['sources', 'source string', 'askedAt time', 'problem string']] },
  brakes: { shapes: [['brakes', 'by string', 'reason string', 'since time']] },
};
contracts.diagnosis.shapes = [
  ...contracts.hypotheses.shapes,
  ...contracts.evidence.shapes,
  ...contracts.evidenceSeries.shapes,
];

describe('frames made of what the real backend answers', () => {
  beforeEach(() => {
    fakeRuntime({ api: api.url, dataSources: [prometheus], variables: { incident: 'healed' } });
  });

  test.each(queryKinds.map(({ id }) => id))('%s has its columns, each as long as the others', async queryType => {
    const { query, shapes } = contracts[queryType];
    const frames = await framesOf({ queryType, ...query });
    expect(frames.map(shapeOf)).toEqual(shapes);
    for (const { fields, length, refId } of frames) {
      expect(refId).toBe('A');
      expect(length > 0 || queryType === 'brakes').toBe(true);
      for (const field of fields) {
        expect(field.values).toHaveLength(length);
        if (field.type === FieldType.time) {
          expect(field.values.every((value: unknown) => value === null || Number(value) > 1.7e12)).toBe(true);
        }
      }
    }
  });

  test('every column has a title that people read', async () => {
    const frames = await framesOf({ queryType: 'incidents' });
    expect(frames[0]?.fields.map(({ config }) => config.displayName)).toEqual([
      ...['Opened', 'Incident', 'Title', 'Service', 'Severity', 'Phase', 'Cause', 'Action', 'Outcome', 'Ended'],
      ...['Duration', 'Alerts'],
    ]);
  });

  test('incidents of the range, and all that are open whatever the range', async () => {
    const long = { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' };
    expect((await framesOf({ queryType: 'incidents' }, long))[0]?.length).toBe(0);
    const [open] = await framesOf({ queryType: 'incidents', open: true }, long);
    expect(valuesOf(open!, 'incident')).toEqual(expect.arrayContaining(['approves', 'incident.acting']));
    expect(valuesOf(open!, 'incident')).not.toContain('healed');
    const [proposed] = await framesOf({ queryType: 'incidents', phase: 'proposed' });
    expect(new Set(valuesOf(proposed!, 'phase'))).toEqual(new Set(['proposed']));
  });

  test('an incident links to its page, by what stands in its cell', async () => {
    const [incidents] = await framesOf({ queryType: 'incidents' });
    const links = incidents?.fields.find(({ name }) => name === 'incident')?.config.links;
    expect(links).toMatchObject([{ url: '/a/autocura-healing-app/incidents/${__value.raw:percentencode}' }]);
  });

  test('a phase is shown in words and in its colour, and kept as it is', async () => {
    const [incidents] = await framesOf({ queryType: 'incidents', phase: 'proposed' });
    const phase = incidents?.fields.find(({ name }) => name === 'phase');
    expect(phase?.display).toBeUndefined();
    expect(phase?.config.mappings?.[0]?.options).toMatchObject({
      proposed: { text: 'Waits for approval', color: 'orange' },
    });
  });

  test('actions lead from the act to the measured outcome', async () => {
    const [actions] = await framesOf({ queryType: 'actions' });
    const at = valuesOf(actions!, 'incident')!.indexOf('healed');
    const [time, end] = ['time', 'timeEnd'].map(name => valuesOf(actions!, name)![at] as number);
    expect(end! - time!).toBe(30_000);
    expect(valuesOf(actions!, 'outcome')![at]).toBe('healed');
    const only = await framesOf({ queryType: 'actions', action: 'restart' });
    expect(new Set(valuesOf(only[0]!, 'action'))).toEqual(new Set(['restart']));
  });

  test('evidence tells why an answer is missing, and is never zero then', async () => {
    const [evidence] = await framesOf({ queryType: 'evidence', incident: 'healed' });
    expect(valuesOf(evidence!, 'reads')).toEqual(['31 %', '1.8 s', null]);
    expect(valuesOf(evidence!, 'value')?.at(-1)).toBeNull();
    expect(valuesOf(evidence!, 'missing')).toEqual([null, null, 'no series']);
  });

  test('a course carries the query that was sent, and opens in Explore with it and its time', async () => {
    const [course] = await framesOf({ queryType: 'evidenceSeries', incident: 'healed' });
    expect(course?.meta).toMatchObject({
      executedQueryString: 'requests_errors{service="service-1"}',
      custom: { evidence: 'failed' },
    });
    const [link] = course?.fields[1]?.config.links ?? [];
    expect(link?.internal).toMatchObject({
      datasourceUid: 'prom',
      query: { expr: 'requests_errors{service="service-1"}' },
    });
    expect(link?.internal?.range?.from.valueOf()).toBe(valuesOf(course!, 'time')?.[0]);
  });

  test('without a Prometheus data source nothing leads to Explore', async () => {
    fakeRuntime({ api: api.url });
    const [course] = await framesOf({ queryType: 'evidenceSeries', incident: 'healed' });
    expect(course?.fields[1]?.config.links).toBeUndefined();
  });

  test('each node of the graph has one ring in the colour of its state', async () => {
    const [nodes, edges] = await framesOf({ queryType: 'topology' });
    const names = valuesOf(nodes!, 'id') as string[];
    const rings = nodes!.fields.filter(({ name }) => name.startsWith('arc__'));
    expect(names.map((_, index) => rings.reduce((sum, { values }) => sum + values[index], 0))).toEqual(
      names.map(() => 1),
    );
    expect(valuesOf(nodes!, 'arc__critical')?.[names.indexOf('service-1')]).toBe(1);
    expect([valuesOf(edges!, 'source'), valuesOf(edges!, 'target')]).toEqual([['service-1'], ['service-2']]);
  });

  test('the last phase of every incident is the one it is in', async () => {
    const [incidents] = await framesOf({ queryType: 'incidents' });
    const ids = valuesOf(incidents!, 'incident') as string[];
    const last = await Promise.all(
      ids.map(async incident => valuesOf((await framesOf({ queryType: 'phases', incident }))[0]!, 'phase')?.at(-1)),
    );
    expect(new Set(last).size).toBe(12);
    expect(last).toEqual(valuesOf(incidents!, 'phase'));
  });

  test('the state before the range is known from the change before it', async () => {
    const now = new Date(Date.now() + 60_000).toISOString();
    const later = { from: now, to: new Date(Date.now() + 120_000).toISOString() };
    const [states] = await framesOf({ queryType: 'healthChanges', service: 'service-1' }, later);
    expect(valuesOf(states!, 'state')).toEqual(['critical']);
    expect(valuesOf(states!, 'time')).toEqual([Date.parse(now)]);
  });

  test('who holds the brake', async () => {
    await autocuraClient().pullBrake('too many restarts');
    const [brakes] = await framesOf({ queryType: 'brakes' });
    await autocuraClient().releaseBrake('understood');
    expect([valuesOf(brakes!, 'by'), valuesOf(brakes!, 'reason')]).toEqual([['mock'], ['too many restarts']]);
  });

  test('template variables are filled in, and an empty one is not asked', async () => {
    const { requests } = fakeRuntime({ api: api.url, variables: { incident: 'healed', none: '', all: '$__all' } });
    expect(await framesOf({ queryType: 'hypotheses', incident: '$incident' })).toHaveLength(1);
    expect(requests).toHaveLength(1);
    expect(await framesOf({ queryType: 'hypotheses', incident: '$none' })).toEqual([]);
    expect(await framesOf({ queryType: 'hypotheses', incident: '$all' })).toEqual([]);
    expect(requests).toHaveLength(1);
    expect((await framesOf({ queryType: 'services', service: '$all' }))[0]?.length).toBeGreaterThan(3);
  });

  test('queries of one panel ask the same thing once', async () => {
    const { requests } = fakeRuntime({ api: api.url });
    const kinds = ['hypotheses', 'evidence', 'evidenceSeries', 'timeline'] as const;
    await dataSource.query(requestOf(kinds.map(queryType => ({ refId: queryType, queryType, incident: 'healed' }))));
    expect(requests).toHaveLength(1);
  });

  test('what fails says why, and leaves the rest of the panel', async () => {
    const { data, errors } = await dataSource.query(
      requestOf([
        { refId: 'A', queryType: 'hypotheses', incident: 'never heard of' },
        { refId: 'B', queryType: 'sources' },
      ]),
    );
    expect(errors).toEqual([{ refId: 'A', status: 404, message: 'There is no such thing here.' }]);
    expect((data as DataFrame[]).map(({ refId }) => refId)).toEqual(['B']);
  });
});

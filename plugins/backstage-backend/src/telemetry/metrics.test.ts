import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { bringAbout, waysInto } from '../testSupport/phases';
import { fill } from '../testSupport/requests';
import { startApi, type TestApi } from '../testSupport/testApi';

let api: TestApi;
const scrape = (as?: string) => api.ask({ method: 'get', path: '/metrics', ...(as !== undefined && { as }) });
/** The samples of one metric, by their labels. */
const samples = (text: string, name: string) =>
  Object.fromEntries(
    [...text.matchAll(new RegExp(`^${name}(?:\\{([^}]*)\\})? (.+)$`, 'gm'))].map(([, labels = '', value]) => [
      labels,
      Number(value),
    ]),
  );

describe('what Autocura tells of itself', () => {
  let text: string;
  beforeAll(async () => {
    api = await startApi({ settings: { brake: { on: true } } });
    await fill(api.store);
    const answer = await scrape();
    expect(answer.headers['content-type']).toMatch(/^text\/plain/);
    text = answer.text;
  });
  afterAll(() => api.stop());

  test('open incidents of every phase, ended ones of none', () => {
    const open = samples(text, 'autocura_open_incidents');
    expect(Object.keys(open)).toHaveLength(12);
    expect(open).toMatchObject({ 'phase="escalated"': 2, 'phase="proposed"': 3, 'phase="resolved"': 0 });
  });

  test('for how long nobody has come to what is due', () => {
    // The history begins with the year, and no healer is at work here.
    const [waited] = Object.values(samples(text, 'autocura_longest_due_seconds'));
    expect(waited).toBeGreaterThan(24 * 3600);
  });

  test('who is not heard, and who holds the brake', () => {
    expect(samples(text, 'autocura_source_up')).toEqual({
      'source="alertmanager:9093/api/v2"': 1,
      'source="prometheus:9090/"': 0,
    });
    expect(samples(text, 'autocura_brake_holders')).toEqual({ '': 1 });
  });

  test('services by state', () => {
    expect(samples(text, 'autocura_services')).toEqual({
      ...{ 'state="critical"': 1, 'state="warning"': 0, 'state="ok"': 1, 'state="unknown"': 5 },
    });
  });

  test('it is counted anew at each scrape', async () => {
    await bringAbout(api.store, 'one more', waysInto.escalated, 99);
    const { text: later } = await scrape();
    expect(samples(later, 'autocura_open_incidents')).toMatchObject({ 'phase="escalated"': 3 });
  });
});

test.each([
  {
    name: 'without credentials',
    features: [mockServices.httpAuth.factory({ defaultCredentials: mockCredentials.none() })],
    status: 401,
  },
  {
    name: 'without the permission',
    features: [
      mockServices.permissions.mock({
        authorize: async asked => asked.map(() => ({ result: AuthorizeResult.DENY })),
      }).factory,
    ],
    status: 403,
  },
])('$name nothing is told', async ({ features, status }) => {
  api = await startApi({ features });
  const asked = await api.statementsDuring(async () => {
    expect((await scrape()).status).toBe(status);
  });
  expect(asked).toEqual([]);
  await api.stop();
});

import type { IncidentEvent, IncidentPage, NewSecondFactor, Period, ReplayQuery, Stored } from '@autocura/common';
import { AutocuraClient, AutocuraError, streams } from '@autocura/common';
import type { OperationId } from '@autocura/common/schemas';
import { operations } from '@autocura/common/schemas';
import { mockCredentials } from '@backstage/backend-test-utils';
import { generateSync } from 'otplib';
import { permissions } from './access/permissions';
import { planOf } from './store/testHistory';
import { asked, fill, requests } from './testSupport/requests';
import type { TestApi } from './testSupport/testApi';
import { startApi } from './testSupport/testApi';

const runners = { supervisor: { url: 'http://127.0.0.1:9', token: 'a-token-of-this-test' } };
const secrets = { keys: [{ name: 'one', key: Buffer.alloc(32).toString('base64') }] };
const step = { action: 'restart', target: 'service-2', params: { service: 'service-2' } };
const cause = 'service-1/bad-release';

let api: TestApi;
let client: AutocuraClient;
/** What an authenticator app is given. */
let begun: NewSecondFactor;
beforeAll(async () => {
  api = await startApi({ settings: { runners, secrets } });
  client = as('user:default/ana');
  await fill(api.store);
});
afterAll(() => api.stop());

const as = (user: string) =>
  new AutocuraClient((path, init = {}) =>
    fetch(api.url + path, { ...init, headers: { ...init.headers, authorization: mockCredentials.user.header(user) } }),
  );

const methods: Record<keyof AutocuraClient, { call(): Promise<unknown>; of: OperationId; finds: object }> = {
  incidents: {
    call: () => client.incidents({ phase: 'proposed', open: true, service: 'service-1', order: 'newest', limit: 1 }),
    of: 'listIncidents',
    finds: { items: [{ phase: 'proposed' }], next: expect.any(String) },
  },
  incident: {
    call: () => client.incident('incident.expired'),
    of: 'readIncident',
    finds: { incident: { phase: 'expired' }, timeline: [{}, {}, { type: 'incident.expired' }] },
  },
  approve: { call: () => client.approve('approves', 'digest-11'), of: 'approve', finds: { phase: 'planned' } },
  explanation: {
    call: () => client.explanation('incident.undoing', 'pt'),
    of: 'explainIncident',
    finds: { by: 'evidence', sentences: expect.any(Array) },
  },
  reject: { call: () => client.reject('rejects', 'digest-16'), of: 'reject', finds: { phase: 'diagnosed' } },
  run: { call: () => client.run('runs', step), of: 'run', finds: { phase: 'proposed', plan: { step } } },
  undo: {
    call: () => client.undo('undoes', requests.undo.body?.key as string),
    of: 'undo',
    finds: { phase: 'undoing' },
  },
  feedback: {
    call: () => client.feedback('incident.expired', { hypothesis: cause, right: true, note: 'é isso' }),
    of: 'feedback',
    finds: { feedback: [{ hypothesis: cause, right: true, note: 'é isso', by: 'user:default/ana' }] },
  },
  services: {
    call: () => client.services(),
    of: 'listServices',
    finds: { items: expect.arrayContaining([expect.objectContaining({ state: 'critical' })]) },
  },
  service: {
    call: () => client.service('service-1'),
    of: 'readService',
    finds: { health: { state: 'critical' }, changes: [{ to: 'critical' }] },
  },
  history: { call: () => client.history({ limit: 2 }), of: 'history', finds: { items: [{}, {}] } },
  changes: { call: () => client.changes(), of: 'listChanges', finds: { items: [{ id: 'deploy/6' }] } },
  brake: { call: () => client.brake(), of: 'readBrake', finds: { holds: [] } },
  pullBrake: {
    call: () => client.pullBrake('enough'),
    of: 'pullBrake',
    finds: { holds: [{ by: 'user:default/ana', reason: 'enough' }] },
  },
  releaseBrake: { call: () => client.releaseBrake('go on'), of: 'releaseBrake', finds: { holds: [] } },
  autonomy: {
    call: () => client.autonomy('service-1'),
    of: 'readAutonomy',
    finds: { items: expect.arrayContaining([expect.objectContaining({ action: 'roll-back', attemptsLeft: 5 })]) },
  },
  catalog: {
    call: () => client.catalog(),
    of: 'readCatalog',
    finds: { items: [{ service: 'service-1', entity: 'component:default/service-1', mappedBy: 'metadata.name' }] },
  },
  card: {
    call: () => client.card('service-1'),
    of: 'readCard',
    finds: { health: { state: 'critical' }, lastHealing: { service: 'service-1' }, prediction: { signal: 'memory' } },
  },
  topology: {
    call: () => client.topology(),
    of: 'readTopology',
    finds: { edges: [{ from: 'service-1', to: 'service-2', known: 'catalog' }] },
  },
  predictions: {
    call: () => client.predictions({ service: 'service-1', open: true, limit: 1 }),
    of: 'listPredictions',
    finds: { items: [{ id: 'prediction-3' }], trackRecord: [{ open: 1 }] },
  },
  thresholds: { call: () => client.thresholds(), of: 'listThresholds', finds: { items: [] } },
  firings: {
    call: () => client.firings({ service: 'service-1', open: true, limit: 1 }),
    of: 'listFirings',
    finds: { items: [{ id: 'f3', threshold: 'latency' }] },
  },
  bands: {
    call: () => client.bands('latency', requests.readBands.query as unknown as Period, 'service-1'),
    of: 'readBands',
    finds: { items: [] },
  },
  levels: {
    call: () => client.levels('service-1'),
    of: 'listLevels',
    finds: { items: [{ signal: 'requests.p95', after: 0.4 }] },
  },
  forecasts: { call: () => client.forecasts('service-1'), of: 'listForecasts', finds: { items: [] } },
  sizings: {
    call: () => client.sizings({ service: 'service-1', state: 'open', limit: 1 }),
    of: 'listSizings',
    finds: { items: [{ id: 'sizing-3' }], next: expect.any(String) },
  },
  acceptSizing: {
    call: () => client.acceptSizing('sizing-1'),
    of: 'acceptSizing',
    finds: { state: 'accepted', incidentId: 'sizing-sizing-1' },
  },
  refuseSizing: {
    call: () => client.refuseSizing('sizing-2', 'not before the sale'),
    of: 'refuseSizing',
    finds: { state: 'refused', note: 'not before the sale' },
  },
  previewThresholds: {
    call: () =>
      client.previewThresholds(
        requests.previewThresholds.body?.thresholds as string,
        requests.readBands.query as unknown as Period,
      ),
    of: 'previewThresholds',
    finds: { thresholds: [{ name: 'latency', problem: expect.stringContaining('none is configured') }] },
  },
  problems: {
    call: () => client.problems('service-1'),
    of: 'listProblems',
    finds: { items: [{ failureMode: 'bad-release', heals: 21 }] },
  },
  acknowledgeProblem: {
    call: () => client.acknowledgeProblem('service-1', 'bad-release', 'ticket 7'),
    of: 'acknowledgeProblem',
    finds: { acknowledged: { by: 'user:default/ana', note: 'ticket 7' } },
  },
  notices: {
    call: () => client.notices({ open: true, service: 'service-1', incidentId: 'incident.proposed' }),
    of: 'listNotices',
    finds: { items: [{ id: 'incident.proposed.3', kind: 'proposed' }] },
  },
  acknowledgeNotice: {
    call: () => client.acknowledgeNotice('incident.proposed.3', 'eu'),
    of: 'acknowledgeNotice',
    finds: { acknowledged: { by: 'user:default/ana', note: 'eu' } },
  },
  onCall: { call: () => client.onCall(), of: 'listOnCall', finds: { items: [] } },
  slos: { call: () => client.slos('service-1'), of: 'listSlos', finds: { items: [{ objective: 'answers' }] } },
  silences: { call: () => client.silences(), of: 'listSilences', finds: { items: [{ id: 'am:9093/s1' }] } },
  makeSilence: {
    call: () => client.makeSilence({ labels: { service: 'a' }, to: '2999-01-01T00:00:00Z', reason: 'mudança' }),
    of: 'makeSilence',
    finds: { by: 'user:default/ana', reason: 'mudança' },
  },
  endSilence: {
    call: () => client.endSilence('am:9093/s1', 'pronto'),
    of: 'endSilence',
    finds: { ended: { why: 'user:default/ana ended it: pronto' } },
  },
  policy: { call: () => client.policy(), of: 'readPolicy', finds: { rules: [], hidden: 0 } },
  sources: { call: () => client.sources(), of: 'listSources', finds: { items: asked } },
  dependencies: { call: () => client.dependencies(), of: 'listDependencies', finds: { items: expect.any(Array) } },
  alertTest: {
    call: () => client.alertTest('test-1'),
    of: 'readAlertTest',
    finds: { sender: 'grafana', receivedAt: expect.any(String) },
  },
  rights: {
    call: () => client.rights(),
    of: 'readRights',
    finds: { actor: 'user:default/ana', permissions: Object.keys(permissions) },
  },
  secondFactor: {
    call: () => client.secondFactor(),
    of: 'readSecondFactor',
    finds: { state: 'none', askedFor: ['irreversible'], available: true },
  },
  beginSecondFactor: {
    call: async () => (begun = await client.beginSecondFactor()),
    of: 'beginSecondFactor',
    finds: { secret: expect.any(String) },
  },
  confirmSecondFactor: {
    call: () => client.confirmSecondFactor(generateSync({ secret: begun.secret })),
    of: 'confirmSecondFactor',
    finds: { recoveryCodes: expect.any(Array) },
  },
  splitIncident: {
    call: () => client.splitIncident('runs', requests.splitIncident.body?.keys as string[], 'outra rede'),
    of: 'splitIncident',
    finds: { alerts: [{ key: (requests.splitIncident.body?.keys as string[])[0] }] },
  },
  tellAct: {
    call: () => client.tellAct('incident.observed', { says: 'Desliguei a réplica' }),
    of: 'tellAct',
    finds: { people: [{ says: 'Desliguei a réplica', by: 'user:default/ana' }] },
  },
  mark: {
    call: () => client.mark('incident.observed', 'digest-42', 'right'),
    of: 'mark',
    finds: { marks: [{ mark: 'right', by: 'user:default/ana' }] },
  },
  shadow: {
    call: () => client.shadow(requests.shadow.query as unknown as Period),
    of: 'shadow',
    finds: { counts: { agreements: { acted: expect.any(Number) } } },
  },
  replay: {
    call: () => client.replay(requests.replay.body as unknown as ReplayQuery),
    of: 'replay',
    finds: { counts: { really: { done: expect.any(Number) } } },
  },
};

test.each(Object.entries(methods))('%s', async (_, { call, of, finds }) => {
  const answer = await call();
  expect(answer).toMatchObject(finds);
  expect(operations[of].answer.parse(answer)).toEqual(answer);
});

test('no method is left out', () => {
  const inner = ['constructor', 'get', 'post', 'request'];
  const all = Object.getOwnPropertyNames(AutocuraClient.prototype).filter(name => !inner.includes(name));
  expect(Object.keys(methods).sort()).toEqual(all.sort());
});

test('a cursor leads on, and only in its own list', async () => {
  const first: IncidentPage = await client.incidents({ limit: 14 });
  const rest = await client.incidents({ limit: 14, ...(first.next && { cursor: first.next }) });
  // What `fill` writes, and the one for which alerts left.
  expect(new Set([...first.items, ...rest.items].map(({ id }) => id)).size).toBe(18);
  expect(rest.next).toBeUndefined();
  await expect(client.history({ cursor: first.next ?? '' })).rejects.toMatchObject({ status: 400, name: 'InputError' });
});

test.each<{ name: string; call(): Promise<unknown>; error: Partial<AutocuraError> }>([
  {
    name: 'an incident that is not there',
    call: () => client.incident('a/../b'),
    error: { status: 404, name: 'NotFoundError', message: 'No incident a/../b' },
  },
  {
    name: 'another digest',
    call: () => client.approve('incident.proposed', 'digest-999'),
    error: { status: 409, name: 'ConflictError', message: 'The plan is another one by now; look at it again' },
  },
  {
    name: 'a proposal that ran out',
    call: () => client.approve('incident.proposed', 'digest-33'),
    error: { status: 409, name: 'ConflictError', message: 'The proposal ran out unanswered' },
  },
  {
    name: 'no such attempt',
    call: () => client.undo('incident.expired', 'x'),
    error: { status: 400, name: 'InputError', message: 'body.key: no attempt x' },
  },
])('$name is an error that says so', async ({ call, error }) => {
  const failure = await call().catch((thrown: unknown) => thrown);
  expect(failure).toBeInstanceOf(AutocuraError);
  expect(failure).toMatchObject(error);
});

test('nobody is let in', async () => {
  const stranger = new AutocuraClient((path, init) =>
    fetch(api.url + path, { ...init, headers: { authorization: mockCredentials.none.header() } }),
  );
  await expect(stranger.services()).rejects.toMatchObject({ status: 401, name: 'AuthenticationError' });
});

describe('a plan that changed', () => {
  const id = 'incident.diagnosed';
  const propose = async (n: number) => {
    const incident = await api.store.incident(id);
    const data = { plan: planOf(n), expiresAt: '9999-01-01T00:00:00.000Z' };
    const events: IncidentEvent[] = [{ type: 'incident.proposed', data }];
    await api.store.append([
      { stream: streams.incident(id), expected: incident?.version ?? 0, events, actor: 'autocura' },
    ]);
  };
  const decided = async () =>
    (await api.store.events(streams.incident(id))).filter(({ type }: Stored) => type === 'incident.approved');

  test('is not what was approved', async () => {
    await propose(101);
    const seen = await client.incident(id);
    await propose(102);
    const digest = 'plan' in seen.incident ? seen.incident.plan.digest : '';
    await expect(client.approve(id, digest)).rejects.toMatchObject({ status: 409 });
    await expect(client.reject(id, digest)).rejects.toMatchObject({ status: 409 });
    expect(await decided()).toEqual([]);
  });

  test('is approved once, whoever asks at the same time', async () => {
    await propose(103);
    const people = ['user:default/ana', 'user:default/bia', 'user:default/caio'];
    const answers = await Promise.allSettled(people.map(person => as(person).approve(id, 'digest-103')));
    const [yes, ...late] = answers.sort((a, b) => (a.status === b.status ? 0 : a.status === 'fulfilled' ? -1 : 1));
    expect(yes).toMatchObject({ status: 'fulfilled', value: { phase: 'planned' } });
    for (const answer of late) expect(answer).toMatchObject({ status: 'rejected', reason: { status: 409 } });
    expect(await decided()).toHaveLength(1);
  });
});

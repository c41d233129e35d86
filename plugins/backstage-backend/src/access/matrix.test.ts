import { streams } from '@autocura/common';
import type { OperationId } from '@autocura/common/schemas';
import { operations } from '@autocura/common/schemas';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { createHash } from 'node:crypto';
import { asking, fill, ofFill } from '../testSupport/requests';
import { startApi, type TestApi } from '../testSupport/testApi';
import { type PermissionName, permissions } from './permissions';
import { permissionsOf, type Role, roles } from './roles';

const ids = Object.keys(operations) as OperationId[];

const all: Role[] = [...roles];
const responders: Role[] = ['responder', 'approver'];
const tellers: Role[] = [...responders, 'policy-author'];

/** Who may ask for what. */
const matrix: Record<OperationId, (Role | 'sender')[]> = {
  receiveAlertmanager: ['sender'],
  receiveGrafana: ['sender'],
  readAlertTest: all,
  recordChange: ['sender'],
  listChanges: all,
  listIncidents: all,
  readIncident: all,
  explainIncident: all,
  approve: ['approver'],
  reject: ['approver'],
  run: ['approver'],
  undo: ['approver'],
  splitIncident: tellers,
  feedback: tellers,
  tellAct: tellers,
  mark: tellers,
  shadow: all,
  listServices: all,
  readService: all,
  readAutonomy: all,
  readCard: all,
  readCatalog: all,
  readTopology: all,
  listPredictions: all,
  listProblems: all,
  acknowledgeProblem: responders,
  history: all,
  listNotices: all,
  acknowledgeNotice: responders,
  listOnCall: all,
  listSlos: all,
  listSilences: all,
  makeSilence: responders,
  endSilence: responders,
  readBrake: all,
  pullBrake: [...responders, 'admin'],
  releaseBrake: ['approver', 'admin'],
  listSources: all,
  listDependencies: all,
  readRights: all,
  replay: all,
  listTokens: ['admin'],
  makeToken: ['admin'],
  rotateToken: ['admin'],
  revokeToken: ['admin'],
  readSecondFactor: all,
  beginSecondFactor: all,
  confirmSecondFactor: all,
  resetSecondFactor: ['admin'],
  listAudit: ['auditor'],
  listFirings: all,
  listThresholds: all,
  previewThresholds: all,
  readBands: all,
  listLevels: all,
  listForecasts: all,
  listSizings: all,
  acceptSizing: ['approver'],
  refuseSizing: ['approver'],
  readPolicy: all,
};

const component = (name: string): Entity => ({
  ...{ apiVersion: 'backstage.io/v1alpha1', kind: 'Component' },
  metadata: { name, annotations: { 'autocura.io/tenant': name === 'fine' ? 'elsewhere' : 'shop' } },
});
const services = ['service-0', 'service-1', 'service-2', 'service-3', 'service-4', 'not-heard-of', 'cart', 'fine'];

const callers = [...roles, 'sender'] as const;
type Caller = (typeof callers)[number];
const sending: PermissionName[] = ['autocura.alert.send', 'autocura.change.send'];
const heldBy = (caller: Caller) => (caller === 'sender' ? sending : permissionsOf[caller]);

let api: TestApi;
const secretOf = (name: string) => createHash('sha256').update(name).digest('base64url');
const idOf = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 12);
const bearer = (name: string) => `Bearer acs_${idOf(name)}_${secretOf(name)}`;
async function give(name: string, held: string[], tenant?: string) {
  const hash = createHash('sha256').update(secretOf(name)).digest('hex');
  const data = { id: idOf(name), name, permissions: held, hash, ...(tenant !== undefined && { tenant }) };
  const events = [{ type: 'token.made' as const, data }];
  await api.store.append([{ stream: streams.token(idOf(name)), expected: 0, events, actor: 'user:default/boss' }]);
}

beforeAll(async () => {
  const limits = { reads: 100_000, changes: 100_000, deliveries: 100_000 };
  api = await startApi({
    settings: { identity: { serviceTokens: true }, limits },
    features: [mockServices.httpAuth.factory({ defaultCredentials: mockCredentials.none() })],
    entities: services.map(component),
  });
  await fill(api.store);
  for (const caller of callers) await give(caller, heldBy(caller));
  await give('foreigner', Object.keys(permissions), 'elsewhere');
});
afterAll(() => api.stop());

test('S10 no route is without a row', () => {
  expect(Object.keys(matrix).sort()).toEqual([...ids].sort());
});

describe.each(callers)('S10 %s', caller => {
  test.each(ids)('%s', async id => {
    const { status, body } = await api.ask(asking(id, { as: bearer(caller) }));
    const { message = '' } = (body as { error?: { message: string } }).error ?? {};
    const isLet = status !== 401 && !/is not granted to you$/.test(message);
    expect({ isLet, status, message }).toMatchObject({ isLet: matrix[id].includes(caller) });
    if (!isLet) expect(status).toBe(403);
  });
});

describe('S10 nobody', () => {
  test.each(ids)('%s', async id => {
    await api.ask(asking(id)).expect(401);
    await api.ask(asking(id, { as: `Bearer acs_${idOf('nobody')}_${secretOf('nobody')}` })).expect(401);
  });
});

describe('S10 another tenant that may everything', () => {
  test.each(ids)('%s', async id => {
    const before = await written();
    const { status, body } = await api.ask(asking(id, { as: bearer('foreigner') }));
    expect({ status, body }).toMatchObject({ status: expect.any(Number) });
    expect([200, 202, 400, 403, 404, 409]).toContain(status);
    if (status < 300) expect(JSON.stringify(body)).not.toMatch(ofFill);
    expect(await written()).toEqual(before);
  });

  test('sees what is its own', async () => {
    const { body } = await api.ask(asking('listServices', { as: bearer('foreigner') })).expect(200);
    expect((body as { items: object[] }).items).toMatchObject([{ service: 'fine' }]);
  });

  test('is not told by an ETag that somebody else’s answer is the same', async () => {
    const theirs = await api.ask(asking('listIncidents', { as: bearer('viewer'), query: {} })).expect(200);
    const asked = api.ask(asking('listIncidents', { as: bearer('foreigner'), query: {} }));
    const { body } = await asked.set('if-none-match', theirs.headers.etag as string).expect(200);
    expect(body).toEqual({ items: [] });
  });

  test('scrapes nothing', () => api.ask({ method: 'get', path: '/metrics', as: bearer('foreigner') }).expect(403));
});

/** How far the streams go that are about others; its own tokens are made and left out. */
const written = async () => {
  const about = ['incident', 'change', 'brake', 'problem', 'notice', 'silence', 'alerts', 'factor'];
  return (await api.store.lists.eventsBelow(about, { limit: 2000 })).items.length;
};

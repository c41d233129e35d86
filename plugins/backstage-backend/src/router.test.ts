import type { Change, NewSecondFactor } from '@autocura/common';
import type { OperationId } from '@autocura/common/schemas';
import { operations } from '@autocura/common/schemas';
import { released } from '../dev/api/released';
import { generateSync } from 'otplib';
import { connectTo, describeEachDatabase } from './store/testDatabases';
import { time } from './store/testHistory';
import type { Contract } from './testSupport/contract';
import { readContract } from './testSupport/contract';
import { asked, asking, fill, requests } from './testSupport/requests';
import type { TestApi } from './testSupport/testApi';
import { startApi } from './testSupport/testApi';

const runners = { supervisor: { url: 'http://127.0.0.1:9', token: 'a-token-of-this-test' } };
const ids = Object.keys(operations) as OperationId[];

/** What makes an answer the right one, beside its form. */
const answers: Record<OperationId, object> = {
  receiveAlertmanager: { accepted: 1, fired: 1, resolved: 0, unchanged: 0, truncated: 0 },
  receiveGrafana: { accepted: 2, fired: 1, resolved: 1, unchanged: 0, truncated: 0 },
  recordChange: { recorded: true },
  listChanges: { items: expect.arrayContaining([expect.objectContaining({ id: 'deploy/6', at: time(4) })]) },
  listIncidents: { items: [{ id: 'incident.blocked', phase: 'blocked' }] },
  readIncident: {
    incident: { id: 'incident.undoing', phase: 'undoing', attempts: [{ number: 38 }] },
    timeline: [{ seq: 1, type: 'incident.opened' }, {}, {}, {}, {}, { seq: 6, actor: 'autocura' }],
  },
  explainIncident: {
    by: 'evidence',
    sentences: expect.arrayContaining([{ text: expect.stringMatching(/^Causa /), evidence: expect.any(Array) }]),
  },
  approve: { id: 'approves', phase: 'planned', plan: { by: 'user:default/mock' } },
  reject: { id: 'rejects', phase: 'diagnosed', rejected: ['digest-16'] },
  run: { id: 'runs', phase: 'proposed', plan: { step: requests.run.body?.step, askedBy: 'user:default/mock' } },
  undo: { id: 'undoes', phase: 'undoing', attempt: { number: 26 } },
  feedback: {
    feedback: [{ ...requests.feedback.body, by: 'user:default/mock' }],
    diagnosis: { hypotheses: [{ standing: 'inconclusive' }] },
  },
  tellAct: {
    people: [{ step: requests.tellAct.body?.step, says: 'Restarted it', by: 'user:default/mock' }],
  },
  mark: { marks: [{ digest: 'digest-42', mark: 'harmful', note: 'não', by: 'user:default/mock' }] },
  shadow: {
    counts: { episodes: 17, agreements: { acted: 4 } },
    episodes: expect.arrayContaining([expect.objectContaining({ incidentId: 'incident.observed' })]),
    left: 0,
  },
  listServices: {
    items: [
      { service: 'service-1', state: 'critical' },
      { service: 'not-heard-of', state: 'unknown' },
      // Never measured, but incidents are open about them.
      ...['service-0', 'service-2', 'service-3', 'service-4'].map(service => ({ service, state: 'unknown' })),
      { service: 'fine', state: 'ok' },
    ],
  },
  readService: {
    health: { service: 'service-1', openIncidents: expect.arrayContaining(['approves', 'incident.acting']) },
    changes: [{ from: 'unknown', to: 'critical' }],
    incidents: expect.arrayContaining([expect.objectContaining({ id: 'approves' })]),
    predictions: [{ id: 'prediction-3' }],
    trackRecord: [{ kind: 'memory', open: 1 }],
  },
  history: { items: [{ action: 'roll-back', service: 'service-1' }], next: expect.any(String) },
  readBrake: { holds: [] },
  pullBrake: { holds: [{ by: 'user:default/mock', reason: 'it restarts too much', since: expect.any(String) }] },
  releaseBrake: { holds: [] },
  readAutonomy: {
    items: expect.arrayContaining([
      expect.objectContaining({ failureMode: 'bad-release', action: 'roll-back', mode: 'propose', level: 'propose' }),
    ]),
  },
  readPolicy: { rules: [], hidden: 0, limits: { perHour: 20 } },
  readCard: {
    health: { service: 'service-1', state: 'critical' },
    open: expect.any(Number),
    incidents: expect.arrayContaining([
      expect.objectContaining({ id: 'runs', proposal: expect.objectContaining({ because: 'asked for it' }) }),
    ]),
    prediction: { signal: 'memory' },
    errorBudget: { objective: 'answers', target: 0.999, days: 28, left: 0.25 },
  },
  readCatalog: {
    items: [{ service: 'service-1', entity: 'component:default/service-1', mappedBy: 'metadata.name', owners: [] }],
    readAt: expect.any(String),
  },
  readTopology: { edges: [{ from: 'service-1', to: 'service-2', known: 'catalog' }] },
  listPredictions: {
    items: [{ id: 'prediction-3', kind: 'memory', standing: true }],
    trackRecord: [{ service: 'service-1', kind: 'memory', open: 1 }],
  },
  listThresholds: { items: [] },
  listFirings: { items: [{ id: 'f3', threshold: 'latency', why: 'unusual', began: { value: 2, hi: 0.5 } }] },
  readBands: { items: [] },
  listLevels: { items: [{ signal: 'requests.p95', before: 0.1, after: 0.4 }] },
  listForecasts: { items: [] },
  listSizings: { items: [{ id: 'sizing-3', state: 'open', from: 4, to: 2 }, {}, {}] },
  acceptSizing: { id: 'sizing-1', state: 'accepted', by: 'user:default/mock', incidentId: 'sizing-sizing-1' },
  refuseSizing: { id: 'sizing-2', state: 'refused', note: 'não agora' },
  previewThresholds: { thresholds: [{ name: 'latency', series: 0, firings: [] }] },
  listProblems: { items: [{ service: 'service-1', failureMode: 'bad-release', heals: 21, incidentId: 'runs' }] },
  acknowledgeProblem: { heals: 21, acknowledged: { by: 'user:default/mock', note: 'bilhete 7' } },
  listNotices: {
    items: [{ id: 'incident.proposed.3', kind: 'proposed', state: 'open', steps: 0, deliveries: [] }],
  },
  acknowledgeNotice: { state: 'acknowledged', acknowledged: { by: 'user:default/mock', note: 'eu' } },
  splitIncident: { phase: 'open', apart: ['runs'], alerts: [{ why: expect.stringContaining('outra rede') }] },
  listOnCall: { items: [] },
  listSlos: { items: [{ objective: 'answers', service: 'service-1', left: 0.25 }] },
  listSilences: { items: [{ id: 'am:9093/s1', by: 'ana', reason: 'mudança' }] },
  makeSilence: {
    by: 'user:default/mock',
    matchers: [{ name: 'service', value: 'service-1', isRegex: false, isEqual: true }],
  },
  endSilence: { id: 'am:9093/s1', ended: { why: 'user:default/mock ended it: pronto' } },
  listSources: { items: asked },
  listDependencies: { items: expect.any(Array) },
  listTokens: { items: [{ id: '0123456789ab', name: 'ci', madeBy: 'user:default/ana' }] },
  makeToken: {
    token: { name: 'scraper', permissions: ['autocura.incident.read'], tenant: 'shop', madeBy: 'user:default/mock' },
    secret: expect.stringMatching(/^acs_[0-9a-f]{12}_[\w-]{43}$/),
  },
  rotateToken: {
    token: { id: '0123456789ab', rotatedAt: expect.any(String) },
    secret: expect.stringMatching(/^acs_0123456789ab_/),
  },
  readSecondFactor: { state: 'none', recoveryCodesLeft: 0, askedFor: ['irreversible'], available: true },
  beginSecondFactor: { uri: expect.stringMatching(/^otpauth:/), secret: expect.any(String) },
  confirmSecondFactor: { recoveryCodes: expect.any(Array) },
  resetSecondFactor: { state: 'none', recoveryCodesLeft: 0, askedFor: ['irreversible'], available: true },
  listAudit: { items: [{ stream: 'token/0123456789ab' }] },
  revokeToken: { id: '0123456789ab', revokedAt: expect.any(String) },
  readAlertTest: { id: 'test-1', sender: 'grafana', actor: 'external:grafana' },
  readRights: { actor: 'user:default/mock', permissions: expect.arrayContaining(['autocura.action.approve']) },
  replay: {
    counts: { episodes: 17, really: { done: expect.any(Number) } },
    episodes: expect.arrayContaining([expect.objectContaining({ incidentId: 'incident.resolved' })]),
    left: 0,
  },
};

describeEachDatabase('the API', open => {
  describe('over HTTP', () => {
    let api: TestApi;
    let contract: Contract;
    let lastRelease: Contract;
    /** Of the second factor that was begun. */
    let secret = '';
    beforeAll(async () => {
      const { reach } = await open();
      const secrets = { keys: [{ name: 'one', key: Buffer.alloc(32).toString('base64') }] };
      api = await startApi({ settings: { runners, secrets }, knex: connectTo(reach) });
      contract = await readContract(api);
      lastRelease = await readContract(api, released);
      await fill(api.store);
    });
    afterAll(() => api.stop());

    test.each(ids)('%s answers as the document says', async id => {
      const code = id === 'confirmSecondFactor' && { body: { code: generateSync({ secret }) } };
      const { status, body } = await api.ask(asking(id, code || {}));
      if (id === 'beginSecondFactor') ({ secret } = body as NewSecondFactor);
      expect({ status, body }).toMatchObject({ status: operations[id].status, body: answers[id] });
      expect(contract.answer(id, status, body)).toEqual([]);
      if (lastRelease.knows(id)) expect(lastRelease.answer(id, status, body)).toEqual([]);
      // The document leaves answers open; we do not: what the schema does not name is dropped here and missed.
      expect(operations[id].answer.parse(body)).toEqual(body);
    });

    test.each(ids.filter(id => 'body' in operations[id]))('the document takes the body of %s', id => {
      expect(contract.request(id, requests[id].body)).toEqual([]);
    });

    test('the document has each route once and no other', () => {
      const documented = Object.values(contract.document.paths).flatMap(path => Object.values(path));
      expect(documented.map(({ operationId }) => operationId).sort()).toEqual([...ids].sort());
    });

    test('incidents in every phase are as the document says', async () => {
      const { body } = await api.ask(asking('listIncidents', { query: { limit: 200 } }));
      expect(contract.answer('listIncidents', 200, body)).toEqual([]);
      const phases = (body as { items: { phase: string }[] }).items.map(({ phase }) => phase);
      expect(new Set(phases).size).toBe(12);
    });

    test('pages follow one another to the end', async () => {
      const seen: string[] = [];
      for (let cursor: string | undefined; ;) {
        const { body } = await api.ask(
          asking('listIncidents', { query: { limit: 4, order: 'oldest', ...(cursor && { cursor }) } }),
        );
        const { items, next } = body as { items: { id: string }[]; next?: string };
        seen.push(...items.map(({ id }) => id));
        cursor = next;
        if (cursor === undefined) break;
      }
      expect(seen).toHaveLength(18);
      expect(new Set(seen).size).toBe(18);
    });

    test('a cursor that no database would take is refused', async () => {
      const cursor = Buffer.from(JSON.stringify(['oldest', 'a\u0000', 'b'])).toString('base64url');
      await api
        .ask(asking('listIncidents', { query: { cursor, order: 'oldest' } }))
        .expect(400, /cursor: not a cursor/);
    });

    test('the same answer again is not sent twice', async () => {
      const first = await api.ask(asking('readIncident'));
      const second = await api.ask(asking('readIncident')).set('if-none-match', first.headers.etag as string);
      expect(second.status).toBe(304);
    });

    test('what a release brought is kept whole, and listed without its diffs', async () => {
      const commits = [{ id: 'a1', message: 'Price coupons', files: ['src/price.ts'], diff: '+price(coupons)' }];
      await api.ask(asking('recordChange', { body: { ...requests.recordChange.body, id: 'brings', commits } }));
      const { body } = await api.ask(asking('listChanges', { query: {} }));
      const listed = (body as { items: Change[] }).items.find(({ id }) => id === 'brings');
      expect(listed?.commits).toEqual([{ id: 'a1', message: 'Price coupons', files: ['src/price.ts'] }]);
      const kept = await api.store.changes({});
      expect(kept.find(({ id }) => id === 'brings')?.commits).toEqual(commits);
    });

    test('the same change again is not recorded', async () => {
      const twice = { body: { ...requests.recordChange.body, id: 'twice' } };
      const first = await api.ask(asking('recordChange', twice));
      const second = await api.ask(asking('recordChange', twice));
      expect([first.body, second.body]).toEqual([{ recorded: true }, { recorded: false }]);
    });
  });
});

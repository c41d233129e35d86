import type { Alert, AskedSource, Slo } from '@autocura/common';
import { alertKey, streams } from '@autocura/common';
import type { OperationId } from '@autocura/common/schemas';
import { operations } from '@autocura/common/schemas';
import { takeTests } from '../alertTests';
import { recorded } from '../ingest/testSupport/recorded';
import type { Store } from '../store';
import { alertOf, firingOf, joining, planOf, predictionOf, sizingOf, time } from '../store/testHistory';
import { afterAnAttempt, bringAbout, waysInto } from './phases';
import type { Ask } from './testApi';

interface Parts {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: Record<string, unknown>;
}

const change = { id: 'deploy/7', kind: 'deploy', service: 'service-1', at: time(5), summary: 'v7', from: '6', to: '7' };
const restart = { action: 'restart', target: 'service-2', params: { service: 'service-2' } };
const cause = 'service-1/bad-release';
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

const threshold = 'thresholds: [{ name: latency, query: up, service: { label: service } }]';

/** A request for each route, with every part it can have, that succeeds once `fill` has run. */
export const requests: Record<OperationId, Parts> = {
  receiveAlertmanager: { body: recorded('alertmanager-webhook') },
  receiveGrafana: { body: recorded('grafana-webhook') },
  recordChange: { body: { ...change, by: 'ana' } },
  listChanges: { query: { service: 'service-1', limit: 3 } },
  listIncidents: { query: { phase: 'blocked', open: 'true', service: 'service-0', order: 'oldest', limit: 2 } },
  readIncident: { params: { id: 'incident.undoing' } },
  explainIncident: { params: { id: 'incident.undoing' }, query: { language: 'pt-BR' } },
  approve: { params: { id: 'approves' }, body: { digest: 'digest-11' } },
  reject: { params: { id: 'rejects' }, body: { digest: 'digest-16', note: 'não agora' } },
  run: { params: { id: 'runs' }, body: { step: restart } },
  undo: { params: { id: 'undoes' }, body: { key: 'undoes/1/roll-back/service-1/26' } },
  splitIncident: { params: { id: 'runs' }, body: { keys: [alertKey(alertOf(77))], note: 'outra rede' } },
  feedback: { params: { id: 'runs' }, body: { hypothesis: cause, right: false, note: 'it was the disk' } },
  tellAct: { params: { id: 'rejects' }, body: { step: restart, says: 'Restarted it' } },
  mark: { params: { id: 'incident.observed' }, body: { digest: 'digest-42', mark: 'harmful', note: 'não' } },
  shadow: { query: { from: inHours(-1), to: inHours(1) } },
  listServices: {},
  readService: { params: { name: 'service-1' } },
  history: { query: { service: 'service-1', limit: 1 } },
  listNotices: { query: { open: 'true', service: 'service-1', incidentId: 'incident.proposed' } },
  acknowledgeNotice: { params: { id: 'incident.proposed.3' }, body: { note: 'eu' } },
  listOnCall: {},
  listSilences: {},
  listSlos: { query: { service: 'service-1' } },
  makeSilence: {
    body: { labels: { service: 'service-1' }, from: inHours(-1), to: inHours(1), reason: 'we move the database' },
  },
  endSilence: { params: { id: 'am:9093/s1' }, body: { note: 'pronto' } },
  readBrake: {},
  pullBrake: { body: { reason: 'it restarts too much' } },
  releaseBrake: { body: { reason: 'understood' } },
  readAutonomy: { params: { name: 'service-1' } },
  readPolicy: {},
  readCard: { params: { name: 'service-1' } },
  readCatalog: {},
  readTopology: {},
  listPredictions: { query: { service: 'service-1', open: 'true', limit: 1 } },
  listProblems: { query: { service: 'service-1' } },
  acknowledgeProblem: { params: { name: 'service-1', failureMode: 'bad-release' }, body: { note: 'bilhete 7' } },
  listSources: {},
  listDependencies: {},
  listTokens: {},
  makeToken: { body: { name: 'scraper', permissions: ['autocura.incident.read'], tenant: 'shop', days: 90 } },
  rotateToken: { params: { id: '0123456789ab' }, body: { minutes: 5 } },
  listAudit: { query: { kind: 'token', limit: 1 } },
  readSecondFactor: {},
  beginSecondFactor: { body: {} },
  confirmSecondFactor: { body: { code: '000000' } },
  resetSecondFactor: { body: { actor: 'user:default/eve', reason: 'lost her phone' } },
  revokeToken: { params: { id: '0123456789ab' }, body: { reason: 'lost' } },
  readRights: {},
  readAlertTest: { params: { id: 'test-1' } },
  listThresholds: {},
  listFirings: { query: { threshold: 'latency', service: 'service-1', open: 'true', limit: 1 } },
  readBands: { params: { name: 'latency' }, query: { from: inHours(-1), to: inHours(0), service: 'service-1' } },
  listLevels: { params: { name: 'service-1' }, query: { from: time(0) } },
  listForecasts: { params: { name: 'service-1' } },
  listSizings: { query: { service: 'service-1', state: 'open', limit: 3 } },
  acceptSizing: { params: { id: 'sizing-1' }, body: {} },
  refuseSizing: { params: { id: 'sizing-2' }, body: { note: 'não agora' } },
  previewThresholds: { body: { from: inHours(-1), to: inHours(0), thresholds: threshold } },
  replay: { body: { from: inHours(-1), to: inHours(1), policy: '[]' } },
};

const objective: Slo = {
  ...{ objective: 'answers', service: 'service-1', target: 0.999, days: 28, left: 0.25, spentByHealing: 0 },
  at: new Date().toISOString(),
  burns: [{ long: 3_600, short: 300, factor: 14.4, severity: 'critical', longRate: 2, firing: false }],
};

const quiet = { state: 'ok' as const, reasons: [], since: time(1), signals: [], openIncidents: [] };

const testAlert: Alert = {
  ...{ fingerprint: 'f-test', sender: 'grafana', status: 'firing', annotations: {}, startsAt: time(1) },
  labels: { alertname: 'AutocuraTest', autocura_test: 'test-1' },
};

export const asked: AskedSource[] = [
  { source: 'alertmanager:9093/api/v2', askedAt: time(6) },
  { source: 'prometheus:9090/', askedAt: time(6), problem: 'Prometheus did not answer' },
];

/** What `requests` speak of, and an incident in every phase. */
export async function fill(store: Store): Promise<void> {
  const quietFor = { id: 'am:9093/s1', matchers: [], from: time(1), to: inHours(1), by: 'ana', reason: 'mudança' };
  const made = { type: 'silence.made' as const, data: { silence: { ...quietFor, origin: 'http://am:9093/api/v2' } } };
  await store.append([{ stream: streams.silence('am:9093/s1'), expected: 0, events: [made], actor: 'autocura' }]);
  const lasting = (n: number) => ({
    type: 'incident.proposed' as const,
    data: { plan: planOf(n), expiresAt: '9999-01-01T00:00:00.000Z' },
  });
  const madeToken = {
    type: 'token.made' as const,
    data: { id: '0123456789ab', name: 'ci', permissions: ['autocura.change.send'], hash: '0'.repeat(64), days: 90 },
  };
  await store.append([
    { stream: streams.token('0123456789ab'), expected: 0, events: [madeToken], actor: 'user:default/ana' },
  ]);
  await bringAbout(store, 'approves', waysInto.proposed, 11, [lasting(11)]);
  await bringAbout(store, 'rejects', waysInto.proposed, 16, [lasting(16)]);
  const joined = { type: 'incident.alert-joined' as const, data: { alert: joining(alertOf(77)) } };
  const wayOfRuns = [
    'incident.opened',
    'incident.alert-joined',
    'incident.diagnosed',
    'incident.problem-raised',
  ] as const;
  await bringAbout(store, 'runs', [...wayOfRuns], 21, [joined]);
  await bringAbout(store, 'undoes', afterAnAttempt('escalated'), 26);
  for (const [index, way] of Object.values(waysInto).entries()) await bringAbout(store, way.at(-1)!, way, 31 + index);
  await store.recordChange({ ...change, id: 'deploy/6', kind: 'deploy', at: time(4) }, 'external:ci');
  await takeTests(store, [testAlert], 'external:grafana');
  const prediction = predictionOf(3);
  const told = { type: 'prediction.told' as const, data: { prediction } };
  await store.append([{ stream: streams.prediction(prediction.id), expected: 0, events: [told], actor: 'autocura' }]);
  const firing = firingOf(3);
  const fired = { type: 'threshold.fired' as const, data: { firing } };
  await store.append([{ stream: streams.firing(firing.id), expected: 0, events: [fired], actor: 'autocura' }]);
  const level = {
    service: 'service-1',
    signal: 'requests.p95' as const,
    unit: 's',
    at: time(8),
    before: 0.1,
    after: 0.4,
  };
  const changed = { type: 'level.changed' as const, data: { change: level } };
  await store.append([{ stream: streams.level('service-1'), expected: 0, events: [changed], actor: 'autocura' }]);
  for (const n of [1, 2, 3]) {
    const proposed = { type: 'sizing.proposed' as const, data: { proposal: sizingOf(n) } };
    await store.append([{ stream: streams.sizing(`sizing-${n}`), expected: 0, events: [proposed], actor: 'autocura' }]);
  }
  const budgets = await store.claimDuty('error budgets', 'a test', 60_000);
  if (budgets) await store.finishDuty(budgets, { firing: {}, slos: [objective, { ...objective, service: 'fine' }] });
  const duty = await store.claimDuty('reconcile', 'a test', 60_000);
  if (duty) await store.finishDuty(duty, { at: time(6), seen: {}, asked });
  await store.saveHealth([
    { ...quiet, service: 'fine', dataAt: new Date().toISOString() },
    { ...quiet, service: 'not-heard-of', dataAt: time(2) },
    {
      ...quiet,
      service: 'service-1',
      state: 'critical',
      reasons: [{ state: 'critical', says: 'a third of its requests fail' }],
      dataAt: new Date().toISOString(),
      signals: [{ signal: 'requests.errors', value: 0.33, unit: 'ratio', normal: 0.001 }],
    },
  ]);
}

/** What only `fill` and whoever may see its services know. */
export const ofFill = /service-[0-4]|not-heard-of|bad-release|digest-|deploy\/6|"approves"|"rejects"|"undoes"/;

/** The route's request, some part of it another. */
export function asking(id: OperationId, other: Parts & Pick<Ask, 'as'> = {}): Ask {
  const { method, path } = operations[id];
  const { params = {}, ...rest } = { ...requests[id], ...other };
  return {
    ...rest,
    method,
    path: `/v1${path.replace(/:(\w+)/g, (_, part: string) => encodeURIComponent(params[part]!))}`,
  };
}

import type { Evidence, IncidentEvent } from '@autocura/common';
import { signals } from '@autocura/common';
import type { Store } from '../store';
import { attemptOf, diagnosisOf, planOf } from '../store/testHistory';
import { addMany } from './manyIncidents';
import { bringAbout, waysInto } from './phases';
import { fill } from './requests';
import { startApi } from './testApi';
import { startWatchedPrometheus } from './watchedPrometheus';

interface Serving {
  settings?: object;
  incidents?: number;
  prometheus?: boolean;
}

/**
 * The real API with a record to read, for tests in another tree of packages. Prints its address; lives until it is
 * killed. Takes as JSON its settings, how many incidents there are beside those of the record, and whether there is a
 * Prometheus; its address is told as well.
 */
async function serve({ settings = {}, incidents = 0, prometheus = false }: Serving) {
  const watched = prometheus ? await startWatchedPrometheus() : undefined;
  if (watched) process.once('SIGTERM', () => void watched.stop().finally(() => process.exit()));
  const api = await startApi({ settings: { ...watched?.settings, ...settings } });
  await fill(api.store);
  await watched?.looked(api.store);
  await heal(api.store);
  await proposeForGood(api.store);
  if (incidents > 0) await addMany(api.store, incidents);
  process.stdout.write(`\n${JSON.stringify({ url: api.url, prometheus: watched?.url })}\n`);
}

const began = Date.now() - 10 * 60_000;
const after = (seconds: number) => new Date(began + seconds * 1000).toISOString();

/** An incident with all that a diagnosis can hold, healed by its second action. */
async function heal(store: Store) {
  const types = ['opened', 'diagnosed', 'planned', 'acting', 'acted', 'verified', 'resolved'] as const;
  const attempt = { ...attemptOf('healed', 2), intendedAt: after(60), before: [failed] };
  const because = [{ says: 'requests fail no more', evidence: ['failed-after'] }];
  const instead: IncidentEvent[] = [
    { type: 'incident.diagnosed', data: { diagnosis } },
    { type: 'incident.planned', data: { plan: planOf(2) } },
    { type: 'incident.acting', data: { attempt } },
    { type: 'incident.acted', data: { key: attempt.key, actedAt: after(62), dueAt: after(92), result: 'Set to 6' } },
    {
      type: 'incident.verified',
      data: { key: attempt.key, outcome: 'healed', because, after: [], verifiedAt: after(92) },
    },
  ];
  await bringAbout(
    store,
    'healed',
    types.map(type => `incident.${type}` as const),
    2,
    instead,
  );
}

/** An incident whose plan cannot be taken back: it takes two people and a second factor each. */
async function proposeForGood(store: Store) {
  const plan = { ...planOf(12), approvers: 2 };
  const proposed = { type: 'incident.proposed' as const, data: { plan, expiresAt: '9999-01-01T00:00:00.000Z' } };
  await bringAbout(store, 'for-good', waysInto.proposed, 12, [proposed]);
}

const evidenceOf = (id: string, signal: Evidence['question']['signal'], rest: Partial<Evidence> = {}): Evidence => ({
  ...{ id, question: { service: 'service-1', signal, normal: true }, source: 'prometheus', family: 'otel-http' },
  ...{ query: `${signal.replace('.', '_')}{service="service-1"}`, unit: signals[signal].unit },
  measurement: { state: 'measured', value: 0.31, at: after(20), normal: 0.002 },
  ...rest,
});

const course = (from: number, to: number): [number, number][] =>
  Array.from({ length: 60 }, (_, n) => [
    began / 1000 - 600 + n * 10,
    n < 40 ? from : from + ((to - from) * (n - 40)) / 19,
  ]);

const failed = evidenceOf('failed', 'requests.errors', { series: course(0.002, 0.31) });
const slow = evidenceOf('slow', 'requests.p95', {
  measurement: { state: 'measured', value: 1.8, at: after(20), normal: 0.12 },
  series: course(0.12, 1.8),
});
const silent = evidenceOf('silent', 'memory.kills', {
  family: 'cadvisor',
  measurement: { state: 'missing', reason: 'no series' },
});

const [likely] = diagnosisOf(2).hypotheses;
const diagnosis = {
  ...{ at: after(20), looked: ['service-1', 'service-2'], evidence: [failed, slow, silent] },
  hypotheses: likely
    ? [
        {
          ...likely,
          because: [
            { says: '31 % of its requests fail', evidence: ['failed'] },
            { says: 'it became fifteen times as slow with release 7', evidence: ['slow'] },
          ],
        },
        {
          ...{ ...likely, id: 'service-1/overload', failureMode: 'overload', title: 'More load than it can take' },
          ...{ support: 1, standing: 'inconclusive' as const },
          because: [{ says: 'it is slow', evidence: ['slow', 'silent'] }],
        },
      ]
    : [],
};

void serve(JSON.parse(process.argv[2] ?? '{}') as Serving);

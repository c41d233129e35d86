import type { Alert, Diagnosis, IncidentEvent } from '@autocura/common';
import { alertKey, streams } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import makeKnex from 'knex';
import { createServer } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { acting } from '../src/act';
import { Healer } from '../src/healer';
import { defaultDurations } from '../src/settings';
import { PrometheusSource } from '../src/sources/prometheus';
import { families } from '../src/sources/prometheus/families';
import { topologySource } from '../src/sources/topologySource';
import { Store } from '../src/store';
import { Watcher } from '../src/watcher';

const asked = { queriesAMinute: 60, shareOfACore: 0.05 };
const services = Array.from({ length: 20 }, (_, n) => `service-${n}`);

const logger: LoggerService = {
  error: message => console.error(message),
  warn: message => console.error(message),
  info: () => undefined,
  debug: () => undefined,
  child: () => logger,
};

/** Many open incidents and nothing due: what does waiting cost? Exit code 1 when it costs more than it may. */
async function bench() {
  const { values } = parseArgs({
    options: {
      incidents: { type: 'string', default: '1000' },
      seconds: { type: 'string', default: '60' },
    },
  });
  const [incidents, seconds] = [Number(values.incidents), Number(values.seconds)];
  const folder = mkdtempSync(join(tmpdir(), 'autocura-idle-'));
  const knex = makeKnex({
    client: 'better-sqlite3',
    connection: { filename: join(folder, 'idle.sqlite') },
    useNullAsDefault: true,
  });
  const prometheus = await emptyPrometheus();
  const now = () => new Date();
  const store = await Store.create(knex, { migrations: resolve(__dirname, '../migrations') });
  const bytes = await fill(store, incidents);

  const source = new PrometheusSource({ url: prometheus.url });
  const topology = topologySource({
    parts: [{ name: 'traffic', edges: () => source.edges() }],
    freshMs: defaultDurations.health,
    now,
  });
  const effects = acting({ runners: {} });
  const policy = async () => ({ rules: [] });
  const healer = new Healer({
    ...{ store, source, topology, now, logger, acting: effects, sweepMs: 1000 },
    facts: { store, source, policy, brake: async () => ({ holds: [] }), protectedTargets: [], watchedMs: 60_000, now },
    knowledge: {
      durations: defaultDurations,
      capabilities: {},
      planning: { actions: effects.actions, hash: text => text },
    },
  });
  const watcher = new Watcher({ store, source, everyMs: defaultDurations.health, logger, now });
  healer.start();
  watcher.start();

  const [from, cpu] = [performance.now(), process.cpuUsage()];
  await pause(seconds * 1000);
  const spent = process.cpuUsage(cpu);
  const elapsedMs = performance.now() - from;
  const queriesAMinute = (prometheus.queries() * 60_000) / elapsedMs;
  const shareOfACore = (spent.user + spent.system) / 1000 / elapsedMs;
  await Promise.all([healer.stop(), watcher.stop()]);
  prometheus.close();
  await knex.destroy();
  rmSync(folder, { recursive: true, force: true });

  console.log(
    `${incidents} open incidents of ${Math.round(bytes / 1024)} KiB each, ${services.length} services, SQLite`,
  );
  console.log(`queries a minute   ${queriesAMinute.toFixed(0)} (asked: at most ${asked.queriesAMinute})`);
  console.log(`share of a core    ${(shareOfACore * 100).toFixed(2)} % (asked: below ${asked.shareOfACore * 100} %)`);
  console.log(`memory             ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`);
  if (queriesAMinute > asked.queriesAMinute || shareOfACore >= asked.shareOfACore) process.exitCode = 1;
}

/** Half of them people were called for, half wait for an answer. Gives the size of one, in bytes. */
async function fill(store: Store, incidents: number): Promise<number> {
  const actor = 'autocura';
  for (let n = 0; n < incidents; n += 1) {
    const alert = alertOf(n);
    await store.receive([alert], 'external:alertmanager');
    const diagnosis = diagnosisOf(`workload-${n}`);
    const events: IncidentEvent[] = [
      openedWith(alert),
      { type: 'incident.diagnosed', data: { diagnosis } },
      n % 2 === 0
        ? { type: 'incident.escalated', data: { reason: 'Nothing is left to try.' } }
        : { type: 'incident.proposed', data: proposalOf(diagnosis) },
    ];
    await store.append([{ stream: streams.incident(`incident-${n}`), expected: 0, events, actor }]);
  }
  const one = await store.incident('incident-0');
  return JSON.stringify(one).length;
}

function alertOf(n: number): Alert {
  return {
    fingerprint: n.toString(16).padStart(16, '0'),
    sender: 'alertmanager',
    status: 'firing',
    // Each about something of its own, else they would be one outage.
    labels: { alertname: 'ErrorRatioHigh', service: `workload-${n}` },
    annotations: { summary: 'Requests fail' },
    startsAt: new Date().toISOString(),
  };
}

function openedWith(alert: Alert): IncidentEvent {
  const { labels, status, startsAt } = alert;
  const service = labels.service ?? '';
  const known = { key: alertKey(alert), name: 'ErrorRatioHigh', service, labels, status, startsAt, why: 'it fires' };
  const data = { service, title: 'Requests fail', severity: 'warning', began: 'alert', alerts: [known] } as const;
  return { type: 'incident.opened', data: { ...data, alerts: [known], dueAt: startsAt } };
}

/** As large as real ones are: a dozen cited pieces of evidence with their course. */
function diagnosisOf(service: string): Diagnosis {
  const at = new Date().toISOString();
  const evidence = Array.from({ length: 12 }, (_, n) => ({
    id: `e${n}`,
    question: { service, signal: 'requests.errors', normal: true } as const,
    source: 'prometheus' as const,
    family: 'otel-http',
    query: `sum(rate(http_server_request_duration_seconds_count{service_name="${service}"}[5m]))`,
    unit: 'ratio',
    measurement: { state: 'measured' as const, value: n, at },
    series: Array.from({ length: 100 }, (__, point): [number, number] => [1_767_225_600 + point, n + point / 100]),
  }));
  const because = evidence.map(({ id }) => ({ says: 'it fails a third of its requests', evidence: [id] }));
  const step = { action: 'restart', target: service, params: { service } };
  const hypothesis = { id: `${service}/memory-leak`, service, failureMode: 'memory-leak', title: 'Memory leaks' };
  return {
    at,
    looked: services,
    evidence,
    hypotheses: [{ ...hypothesis, support: 4, standing: 'likely', because, remedies: [step] }],
  };
}

function proposalOf({ hypotheses: [likely] }: Diagnosis) {
  const step = likely?.remedies[0] ?? { action: '', target: '', params: {} };
  const plan = { step, says: `Restart ${step.target}`, hypothesis: likely?.id ?? '', verdicts: [], digest: 'digest' };
  return { plan, expiresAt: new Date(Date.now() + 3_600_000).toISOString() };
}

/** Knows every family of exporters for every service and has no value at all: each question is asked of each family. */
async function emptyPrometheus() {
  let queries = 0;
  const present = families('postgres').flatMap(({ id }) =>
    services.map(service => ({ metric: { family: id, service_name: service }, value: [0, '1'] })),
  );
  const server = createServer((request, response) => {
    queries += 1;
    const parts: Buffer[] = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
      const query = new URLSearchParams(Buffer.concat(parts).toString()).get('query') ?? '';
      const result = query.includes('last_over_time({__name__') ? present : [];
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ status: 'success', data: { resultType: 'vector', result } }));
    });
  });
  await new Promise<void>(ready => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    queries: () => queries,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

void bench();

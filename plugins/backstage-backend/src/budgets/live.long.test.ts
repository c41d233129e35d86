import { mockServices } from '@backstage/backend-test-utils';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import makeKnex from 'knex';
import { judgeStep } from '../plan/judgeStep';
import { aSubject, someFacts } from '../plan/examples';
import { PrometheusClient, PrometheusSource } from '../sources/prometheus';
import { TestPrometheus } from '../sources/prometheus/testSupport/prometheus';
import { Store } from '../store';
import { migrations } from '../store/testDatabases';
import { until } from '../testSupport/quick';
import { budgeting } from '.';

const objectives = `
apiVersion: openslo/v1
kind: SLO
metadata: { name: cart-answers }
spec:
  service: cart
  budgetingMethod: Occurrences
  timeWindow: [{ duration: 28d, isRolling: true }]
  objectives: [{ target: 0.999 }]
  indicator:
    spec:
      ratioMetric:
        counter: true
        bad: { metricSource: { type: Prometheus, spec: { query: 'cart_answers_total{code="500"}' } } }
        total: { metricSource: { type: Prometheus, spec: { query: cart_answers_total } } }
`;

/** Counts requests as a service does, of which a share fails. */
async function service() {
  const counted = { good: 0, bad: 0 };
  const state = { failing: 0 };
  const timer = setInterval(() => {
    counted.bad += 20 * state.failing;
    counted.good += 20 * (1 - state.failing);
  }, 100);
  const server = createServer((_, response) => {
    const lines = { 200: counted.good, 500: counted.bad };
    response.end(
      Object.entries(lines)
        .map(([code, n]) => `cart_answers_total{code="${code}"} ${n}\n`)
        .join(''),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    clearInterval(timer);
    server.closeAllConnections();
    server.close();
  };
  return { state, stop, target: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** What would be asked of a person if cart was to be restarted now. */
const asked = (budgets: Awaited<ReturnType<ReturnType<typeof budgeting>['read']>>) =>
  judgeStep(aSubject(), someFacts({ budgets })).filter(({ decision }) => decision !== 'allow');

test('on a real Prometheus: a budget that is used up takes autonomy away within a minute, says why, and is an alert', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'autocura-budget-'));
  const file = join(directory, 'slo.yaml');
  writeFileSync(file, objectives);
  const cart = await service();
  const scraping = `{ scrape_interval: 1s }\nscrape_configs: [{ job_name: cart, static_configs: [{ targets: ['${cart.target}'] }] }]\n`;
  const prometheus = await TestPrometheus.start([], { 'prometheus.yml': `global: ${scraping}` });
  const knex = makeKnex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });
  const store = await Store.create(knex, { migrations });
  const { url } = prometheus;
  const budgets = budgeting({
    ...{ store, file, client: new PrometheusClient({ url }), source: new PrometheusSource({ url }) },
    ...{ logger: mockServices.logger.mock(), now: () => new Date(), wake: () => undefined },
  });
  try {
    budgets.keeper?.start();
    await until('the budget to be measured, and whole', async () => {
      const [slo] = await budgets.read();
      return slo?.left === 1 && slo.unknown === undefined && slo.burns.some(({ longRate }) => longRate === 0);
    });
    expect(asked(await budgets.read())).toEqual([]);

    cart.state.failing = 0.2;
    const from = Date.now();
    const verdicts = await until('people to be asked', async () => {
      const found = asked(await budgets.read());
      return found.length > 0 && found;
    });
    expect(Date.now() - from).toBeLessThan(60_000);
    expect(verdicts).toEqual([
      {
        ...{ guardrail: 'error-budget', decision: 'ask' },
        reason: 'the error budget of cart-answers (cart) is used up: 99.9 % over 28 days',
      },
    ]);
    const alert = await until('the alert', async () => (await store.pendingAlerts(10))[0]?.alert);
    expect(alert.labels).toMatchObject({ alertname: 'ErrorBudgetBurn', service: 'cart', slo: 'cart-answers' });
  } finally {
    await budgets.keeper?.stop();
    cart.stop();
    await prometheus.stop();
    await knex.destroy();
    rmSync(directory, { recursive: true });
  }
});

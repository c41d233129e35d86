import type { Evidence, ServiceHealth } from '@autocura/common';
import { healthOf } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { setImmediate as turn } from 'node:timers/promises';
import { healthQuestions, judgeHealth } from './health';
import type { PrometheusSource } from './sources/prometheus';
import { Rounds } from './rounds';
import type { Sample, Store } from './store';

export interface WatcherOptions {
  store: Store;
  source: Pick<PrometheusSource, 'measure' | 'services'>;
  /** Between two measurements, in milliseconds. */
  everyMs: number;
  logger: LoggerService;
  now(): Date;
}

/** How many measurements back a service's own normal reaches. */
const lookBack = 120;
/** Data older than this many measurements is no longer fresh. */
export const staleAfter = 3;

/** Measures every known service's health again and again, incident or not. */
export class Watcher {
  private readonly rounds: Rounds;

  constructor(private readonly options: WatcherOptions) {
    this.rounds = new Rounds(() => this.measure(), {
      everyMs: options.everyMs,
      logger: options.logger,
      failed: 'health could not be measured',
    });
  }

  start() {
    this.rounds.start();
  }

  stop(): Promise<void> {
    return this.rounds.stop();
  }

  private async measure() {
    const { store, source, everyMs, now } = this.options;
    const known = await store.health();
    const seen = await source.services().catch(() => []);
    const services = [...new Set([...known.map(({ service }) => service), ...seen])];
    if (services.length === 0) return;
    const evidence = await source.measure(healthQuestions(services));
    const since = new Date(now().getTime() - lookBack * everyMs);
    const answersOf = new Map(services.map(service => [service, [] as Evidence[]]));
    for (const answer of evidence) answersOf.get(answer.question.service)?.push(answer);
    const judged: ServiceHealth[] = [];
    for (const service of services) {
      // A database that answers at once lets nobody else have a turn, and services come by the hundred.
      await turn();
      const answers = answersOf.get(service) ?? [];
      const samples = await store.samples(service, since);
      const reasons = judgeHealth({
        service,
        evidence: answers,
        samples,
        now: now(),
        staleAfterMs: staleAfter * everyMs,
      });
      const before = known.find(health => health.service === service);
      const state = healthOf(reasons);
      const dataAt = newest(answers) ?? before?.dataAt;
      judged.push({
        service,
        state,
        reasons,
        ...(dataAt !== undefined && { dataAt }),
        since: before && before.state === state ? before.since : now().toISOString(),
        signals: answers.flatMap(({ question: { signal }, unit, measurement }) =>
          measurement.state === 'measured'
            ? [
                {
                  signal,
                  unit,
                  value: measurement.value,
                  ...(measurement.normal !== undefined && { normal: measurement.normal }),
                },
              ]
            : [],
        ),
        openIncidents: [],
      });
    }
    await store.saveHealth(judged);
    await store.addSamples(evidence.flatMap(sampleOf));
  }
}

const newest = (evidence: Evidence[]) =>
  evidence
    .flatMap(({ measurement }) => (measurement.state === 'measured' ? [measurement.at] : []))
    .sort()
    .at(-1);

const sampleOf = ({ question: { service, signal }, measurement }: Evidence): Sample[] =>
  measurement.state === 'measured' ? [{ service, signal, at: measurement.at, value: measurement.value }] : [];

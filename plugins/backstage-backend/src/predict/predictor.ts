import type { Foresight, Incident, LimitedKind, Prediction } from '@autocura/common';
import { english, hasEnded, isFiring, predictedId, sentence, streams } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import type { PrometheusSource } from '../sources/prometheus';
import { Rounds } from '../rounds';
import type { Batch, Store } from '../store';
import { ConflictError } from '../store';
import { isBeyond, type Limited, limits, turnedOut } from '../watch/limits';
import { type Memory, TimeToLimit } from '../watch/timeToLimit';
import { foresightOf, stirs } from './foresee';
import { Histories, type Points } from './histories';

export interface PredictorOptions {
  store: Store;
  source: Pick<PrometheusSource, 'courses' | 'services'>;
  /** So far ahead it is told that a limit will be reached, in milliseconds. */
  horizonMs: number;
  /** Limits instead of the usual ones. */
  limits?: Partial<Record<LimitedKind, number>>;
  /** There may be something to do for an incident now. */
  wake(): void;
  logger: LoggerService;
  now(): Date;
}

/** What one look leaves to the next, whoever makes it. */
interface Left {
  memories: Record<string, Memory>;
}

const duty = 'predict';
const dutyMs = 60_000;
const actor = 'autocura';
/** Looks and points in a horizon, and horizons of a history. */
const looksAhead = 36;
const pointsAhead = 144;
const horizonsKept = 8;
/** What was measured longer ago, in points, is not what is now. */
const stale = 4;
/** Predictions that are looked after, at most. */
const mostOpen = 1000;
/** A time of crossing that moves by this share of the horizon is told anew. */
const moves = 0.1;

/** Foresees that a quantity of a service reaches its limit, again and again, and says afterwards how that turned out. */
export class Predictor {
  private readonly owner = randomUUID();
  private readonly groups: { horizonMs: number; kinds: Limited[]; histories: Histories }[];
  private readonly rounds: Rounds;

  constructor(private readonly options: PredictorOptions) {
    this.rounds = new Rounds(() => this.look(), {
      everyMs: options.horizonMs / looksAhead,
      logger: options.logger,
      failed: 'nothing could be predicted',
    });
    const all = limits(options.limits);
    this.groups = [...new Set(all.map(({ horizons }) => horizons))].map(horizons => {
      const horizonMs = horizons * options.horizonMs;
      const stepS = stepOf(horizonMs);
      const kinds = all.filter(one => one.horizons === horizons);
      const signals = [...new Set(kinds.flatMap(({ of, per }) => (per ? [of, per] : [of])))];
      const keptS = (horizonsKept * horizonMs) / 1000;
      return { horizonMs, kinds, histories: new Histories({ source: options.source, signals, stepS, keptS }) };
    });
  }

  start() {
    this.rounds.start();
  }

  stop(): Promise<void> {
    return this.rounds.stop();
  }

  /** One process at a time looks; what it remembers is in the store. */
  async look(): Promise<void> {
    const { store } = this.options;
    const held = await store.claimDuty<Left>(duty, this.owner, dutyMs);
    if (!held) return;
    const memories = { ...held.state?.memories };
    try {
      await this.lookAtAll(memories);
    } finally {
      await store.finishDuty<Left>(held, { memories });
    }
  }

  private async lookAtAll(memories: Left['memories']) {
    const { store, source, now } = this.options;
    const [known, seen] = await Promise.all([store.health(), source.services().catch(() => [])]);
    const services = [...new Set([...known.map(({ service }) => service), ...seen])];
    const open = (await store.predictions({ open: true, limit: mostOpen })).items;
    for (const { horizonMs, kinds, histories } of this.groups) {
      if (!(await histories.update(services, now()))) continue;
      for (const service of services)
        for (const limited of kinds) {
          await turn();
          const points = histories.of(service, limited.of, limited.per);
          const prediction = open.find(one => one.service === service && one.kind === limited.kind);
          await this.lookAt({ service, limited, horizonMs, points, prediction }, memories).catch(error => {
            // Somebody wrote to the same incident; the next look sees it as it is then.
            if (!(error instanceof ConflictError)) throw error;
          });
        }
    }
  }

  private async lookAt(
    seen: { service: string; limited: Limited; horizonMs: number; points: Points; prediction: Prediction | undefined },
    memories: Left['memories'],
  ) {
    const { service, limited, horizonMs, points, prediction } = seen;
    const now = this.options.now();
    const key = JSON.stringify([service, limited.kind]);
    const last = points.at(-1);
    const stepS = stepOf(horizonMs);
    const isFresh = last !== undefined && now.getTime() / 1000 - last[0] <= stale * stepS;
    if (!isFresh || (!prediction && !memories[key] && !stirs(points, limited.limit))) {
      if (prediction) await this.follow(prediction, points, undefined);
      return;
    }
    const { limit, direction, followsLoad = false } = limited;
    const of = { limit, direction, horizonS: horizonMs / 1000, stepS, followsLoad };
    const predictor = new TimeToLimit(of, memories[key]);
    const expected = predictor.predict(
      Float64Array.from(points, ([time]) => time),
      Float64Array.from(points, ([, value]) => value),
    );
    if (predictor.memory.isOn || predictor.memory.sureSince !== undefined) memories[key] = predictor.memory;
    else delete memories[key];
    const latest = foresightOf(expected, last[1], now);
    if (prediction) return this.follow(prediction, points, { standing: expected.alarm, latest });
    // What is there already is no longer foreseen, and alerts tell of it.
    if (expected.alarm && !isBeyond(limited, last[1])) await this.tell({ service, limited, horizonMs, latest });
  }

  private async tell(of: { service: string; limited: Limited; horizonMs: number; latest: Foresight }) {
    const { service, limited, horizonMs, latest } = of;
    const { kind, unit, limit, direction } = limited;
    const id = randomUUID();
    const concerned = await this.incidentOf(service);
    const incidentId = concerned?.id ?? predictedId(id);
    const prediction: Prediction = {
      ...{ id, service, kind, unit, limit, direction, horizonMs, told: latest, latest, standing: true, incidentId },
    };
    await this.append(
      {
        ...{ stream: streams.prediction(id), expected: 0, actor },
        events: [{ type: 'prediction.told', data: { prediction } }],
      },
      concerned ? told(concerned, prediction) : opening(prediction),
    );
  }

  private async follow(
    prediction: Prediction,
    points: Points,
    seen: { standing: boolean; latest: Foresight } | undefined,
  ) {
    const { store, now } = this.options;
    const incident = prediction.incidentId === undefined ? undefined : await store.incident(prediction.incidentId);
    const moved = seen && hasMoved(prediction, seen) ? { ...prediction, ...seen } : prediction;
    const acted = incident !== undefined && hasActed(incident, prediction.told.at);
    const outcome = prediction.outcome ? undefined : turnedOut(moved, points, { now: now(), acted });
    const after = { ...moved, ...outcome };
    if (moved === prediction && outcome === undefined) return;
    const batch: Batch = {
      ...{ stream: streams.prediction(prediction.id), expected: await this.versionOf(prediction.id), actor },
      events: [
        ...(moved === prediction ? [] : [{ type: 'prediction.moved' as const, data: seen! }]),
        ...(outcome ? [{ type: 'prediction.judged' as const, data: outcome }] : []),
      ],
    };
    const isOpen = incident !== undefined && !hasEnded(incident);
    await this.append(batch, ...(isOpen ? [told(incident, after)] : []));
  }

  private async versionOf(id: string) {
    return (await this.options.store.lastEvent(streams.prediction(id)))?.seq ?? 0;
  }

  /** What goes on about this service already. */
  private async incidentOf(service: string): Promise<Incident | undefined> {
    const { items } = await this.options.store.incidents({ open: true, service, limit: 100 });
    const concerned = items.filter(one => one.began !== 'storm' && !hasEnded(one));
    return concerned.find(isFiring) ?? concerned[0];
  }

  private async append(...batches: Batch[]) {
    await this.options.store.append(batches);
    this.options.wake();
  }
}

const stepOf = (horizonMs: number) => Math.max(1, Math.round(horizonMs / 1000 / pointsAhead));

const told = ({ id, version }: Incident, prediction: Prediction): Batch => ({
  ...{ stream: streams.incident(id), expected: version, actor },
  events: [{ type: 'incident.predicted', data: { prediction } }],
});

/** Of the lowest severity: nothing burns yet. */
function opening(prediction: Prediction): Batch {
  const { service, incidentId = prediction.id, told: foresight } = prediction;
  const title = sentence(english, { type: 'prediction.told', data: { prediction } });
  const data = { service, title, severity: 'info' as const, began: 'predicted' as const, alerts: [] };
  return {
    ...{ stream: streams.incident(incidentId), expected: 0, actor },
    events: [
      { type: 'incident.opened', data: { ...data, dueAt: foresight.at } },
      { type: 'incident.predicted', data: { prediction } },
    ],
  };
}

function hasMoved(before: Prediction, { standing, latest }: { standing: boolean; latest: Foresight }): boolean {
  if (standing !== before.standing) return true;
  const [was, is] = [before.latest.eta, latest.eta];
  if (!standing || was === undefined || is === undefined) return false;
  return Math.abs(Date.parse(is) - Date.parse(was)) > moves * before.horizonMs;
}

/** Somebody did something that may be why it does not come. */
const hasActed = ({ attempts, people = [] }: Incident, since: string) =>
  attempts.some(({ actedAt, failed }) => actedAt !== undefined && actedAt >= since && failed === undefined) ||
  people.some(({ at }) => at >= since);

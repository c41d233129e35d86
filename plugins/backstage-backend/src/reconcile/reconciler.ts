import type { Alert, AskedSource, Topology } from '@autocura/common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import type { Durations } from '../settings';
import { ConflictError, type Store } from '../store';
import { missedIncidents } from './missedIncidents';
import type { AlertRecord } from './record';
import { needsRecord, repair, type Seen, type SenderList, type Situation } from './repair';
import type { AlertSource } from './senders';

export interface ReconcilerOptions {
  store: Store;
  sources: AlertSource[];
  record?: AlertRecord;
  topology(): Promise<Topology>;
  durations: Pick<Durations, 'settle' | 'reopen' | 'merge'>;
  logger: LoggerService;
  now(): Date;
  /** Something may be due now. */
  wake(): void;
  actor: string;
  /** Between two rounds; a minute when absent. */
  everyMs?: number;
  /** Until the next round after one in which not everybody could be asked; ten seconds when absent. */
  againMs?: number;
}

interface Left {
  /** Up to when everything is known. */
  at: string;
  seen: Seen;
  /** Who was asked, and what came of it. */
  asked: AskedSource[];
}

const duty = 'reconcile';
const dutyMs = 15_000;
const minute = 60_000;
const tries = 5;
/** How far back the record is read at most, and where nobody ever listened before. */
const furthestMs = 6 * 60 * minute;
const firstMs = 15 * minute;
/** What fires already so long before anybody stopped listening was not told for a reason. */
const beforeMs = 15 * minute;

/** Who was asked in the last round, by whichever process had it, and whether it answered. */
export const askedSources = async (store: Store): Promise<AskedSource[]> =>
  (await store.dutyState<Left>(duty))?.asked ?? [];

function nameOf(source: string): string {
  const { host, pathname } = new URL(source);
  return `${host}${pathname}`;
}

/** Asks senders and Prometheus what fires and what fired, and repairs what we missed: at the start and each minute. */
export class Reconciler {
  private readonly owner = randomUUID();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private stopped = false;
  private wasComplete = false;
  private problems = '';

  constructor(private readonly options: ReconcilerOptions) {}

  start() {
    this.next(0);
  }

  async stop() {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private next(afterMs: number) {
    if (this.stopped) return;
    const { everyMs = minute, againMs = 10_000, logger } = this.options;
    this.timer = setTimeout(() => {
      this.running = this.round()
        .catch((error: unknown) => {
          logger.error('what was missed could not be repaired', { error: String(error) });
          return false;
        })
        .then(complete => this.next(complete ? everyMs : Math.min(everyMs, againMs)));
    }, afterMs);
  }

  /** True when everybody could be asked. */
  async round(): Promise<boolean> {
    const { store } = this.options;
    const held = await store.claimDuty<Left>(duty, this.owner, dutyMs);
    if (!held) return false;
    let left: Left | undefined;
    try {
      const before = held.state;
      const { next, complete } = await this.lookUntilNobodyElseWrites(before);
      left = next;
      return complete;
    } finally {
      await store.finishDuty(held, left);
    }
  }

  /** A sender may tell of an alert while it is looked for: then it is looked again. */
  private async lookUntilNobodyElseWrites(before: Left | undefined) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.look(before);
      } catch (error) {
        if (!(error instanceof ConflictError) || attempt === tries) throw error;
      }
    }
  }

  private async look(before: Left | undefined): Promise<{ next: Left; complete: boolean }> {
    const { store, sources, now, everyMs = minute } = this.options;
    const startedAt = now();
    const heardAt = before ? new Date(before.at) : new Date(startedAt.getTime() - firstMs);
    const isDeaf = !this.wasComplete || startedAt.getTime() - heardAt.getTime() > 2.5 * everyMs;
    const deafSince = isDeaf ? heardAt : undefined;
    const from = new Date(Math.max(startedAt.getTime() - furthestMs, heardAt.getTime() - (before ? beforeMs : 0)));

    const asked: AskedSource[] = [];
    const orProblem = async <T>(source: string, asking: Promise<T>): Promise<T | undefined> => {
      const last: AskedSource = { source, askedAt: startedAt.toISOString() };
      asked.push(last);
      return asking.catch((error: unknown) => {
        last.problem = error instanceof Error ? error.message : String(error);
        return undefined;
      });
    };
    const known = await store.alertsSince(from);
    const lists = await Promise.all(
      sources.map(async ({ source, sender, list }): Promise<SenderList> => ({
        ...{ source, sender },
        listed: await orProblem(nameOf(source), list()),
      })),
    );
    const situation: Omit<Situation, 'episodes'> = { now: now(), known, lists, deafSince, seen: before?.seen ?? {} };
    const { record } = this.options;
    const episodes =
      record && needsRecord(situation) ? await orProblem(record.source, record.since(from, situation.now)) : undefined;

    const { take, end, missed, seen } = repair({ ...situation, episodes });
    await this.write({ take, end, missed, unheard: await store.unheardSince(from) });
    const problems = asked.flatMap(({ problem }) => problem ?? []);
    this.tell(problems);
    const complete = problems.length === 0;
    this.wasComplete ||= complete;
    return { next: { at: complete ? startedAt.toISOString() : heardAt.toISOString(), seen, asked }, complete };
  }

  private async write({ take, end, missed, unheard }: Record<'take' | 'end' | 'missed' | 'unheard', Alert[]>) {
    const { store, topology, durations, now, wake, logger, actor } = this.options;
    const received = await store.receive([...end, ...take], actor);
    const cameAndWent = missed.length + unheard.length;
    if (cameAndWent > 0) {
      const settings = {
        settleMs: durations.settle,
        reopenWithinMs: durations.reopen,
        mergeWithinMs: durations.merge,
      };
      const options = { topology: await topology(), settings, now: now(), newId: randomUUID, actor };
      await store.append(missedIncidents(missed, unheard, options));
    }
    const { fired, resolved } = received;
    if (fired + resolved + cameAndWent === 0) return;
    logger.info('alerts that were missed are known now', { fired, resolved, cameAndWent });
    wake();
  }

  private tell(problems: string[]) {
    const said = problems.sort().join('; ');
    if (said === this.problems) return;
    this.problems = said;
    if (said === '') this.options.logger.info('everybody who knows of alerts can be asked again');
    else this.options.logger.warn('alerts may be missed while this lasts', { problems: said });
  }
}

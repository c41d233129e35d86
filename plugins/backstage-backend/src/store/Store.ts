import type {
  ActionRow,
  Alert,
  Change,
  HealthChange,
  Incident,
  Notice,
  Page,
  Prediction,
  Problem,
  Recurrence,
  ServiceHealth,
  Silence,
  Stored,
  TrackRecord,
} from '@autocura/common';
import { streams } from '@autocura/common';
import type { Knex } from 'knex';
import type { Trial, Untouched, WorthRow } from '../learn';
import type { PastAction } from '../plan';
import { changeWithoutSecrets } from '../redact';
import { type KeyService, SecretStore } from '../secrets';
import { prepare, write } from './database';
import { asConflict, ConflictError } from './errors';
import {
  type Batch,
  type ChainState,
  type Heads,
  headsBetween,
  insertEvents,
  lastEvent,
  lastPosition,
  linkOf,
  readAll,
  readStream,
  streamsSince,
  streamNames,
  streamsBelow,
  verifyChain,
} from './events';
import { backup, restore } from './backup';
import { claimDuty, type Duty, dutyState, finishDuty } from './duties';
import { readHealth, readServiceHealth, saveHealth } from './health';
import { Lists } from './Lists';
import { claim, heartbeat, hold, type Lease, release } from './leases';
import { project } from './projections';
import {
  type ActionFilter,
  type Begun,
  begunSince,
  listActions,
  pastActions,
  refuseSecond,
  refuseUnseen,
} from './projections/actions';
import {
  alertsSince,
  allResolved,
  type PendingAlert,
  pendingAlerts,
  refuseTaken,
  unheardSince,
} from './projections/alerts';
import { type ChangeFilter, listChanges } from './projections/changes';
import { healthChangesSince } from './projections/healthChanges';
import { KnownAlerts } from './projections/incidentAlerts';
import {
  type IncidentFilter,
  listIncidents,
  openCounts,
  type OpenCount,
  openedSince,
  openIncidents,
  openVersions,
  readIncident,
  readOutages,
  recentlyClosed,
  servicesOf,
} from './projections/incidents';
import { listNotices, type NoticeFilter, readNotice } from './projections/notices';
import { listPredictions, type PredictionFilter, readTrackRecord } from './projections/predictions';
import { countHeals, listProblems } from './projections/problems';
import { readRecurrences, readUntouched } from './projections/untouched';
import { listSilences, readSilence } from './projections/silences';
import { readTrials, readWorth } from './projections/worth';
import { rebuild, tableRows } from './rebuild';
import { readAlone, readFromReplica } from './replica';
import { Inbox, type Received } from './receive';
import { Retention } from './Retention';
import type { Scope } from './scope';
import { addSamples, readSamples, type Sample } from './samples';
import type { Stretch } from '../usual';
import { WatchingRecord } from './WatchingRecord';

export interface StoreOptions {
  /** Directory of the migrations; false when the host runs them. */
  migrations: string | false;
  /** The clock of event times and of what is due. Leases go by the clock of the database. */
  now?: () => Date;
  /** How long samples are kept, three hours unless told. */
  keepSamplesMs?: number;
  /** Without them no secret is stored. */
  keys?: KeyService;
  /** A standby of the same PostgreSQL, for what people page through. */
  replica?: Knex;
}

const mostOpen = 5000;
const mostClosed = 1000;
/** Each is a part of every query about what is usual. */
const mostOutages = 10;
/** Of what guardrails look back at. */
const mostRecent = 1000;

/** Events, and the read models made from them in the same transaction. Everything it resolves is durable. */
export class Store {
  private readonly inbox: Inbox;
  private readonly known = new KnownAlerts();
  readonly watching: WatchingRecord;
  readonly retention: Retention;
  readonly lists: Lists;

  private constructor(
    private readonly knex: Knex,
    private readonly now: () => Date,
    private readonly keepSamplesMs: number,
    /** What must be readable by nobody who reads the database. */
    readonly secrets: SecretStore,
    replica?: Knex,
  ) {
    this.inbox = new Inbox(knex, now);
    this.watching = new WatchingRecord(knex);
    this.retention = new Retention(knex, now);
    this.lists = new Lists(replica ? readFromReplica(knex, replica) : readAlone(knex));
  }

  static async create(knex: Knex, options: StoreOptions): Promise<Store> {
    await prepare(knex, options.migrations);
    const { now = () => new Date(), keepSamplesMs = 3 * 3_600_000, keys, replica } = options;
    return new Store(knex, now, keepSamplesMs, new SecretStore(knex, keys), replica);
  }

  /**
   * Writes all batches or none. LeaseLostError when the lease is no longer held, ConflictError when a stream is not
   * where its writer believed, an alert already belongs to another living incident, another one is acting on the same
   * target or more actions have `begun` than that, ImpossibleEventError for an event that cannot follow.
   */
  async append(batches: Batch[], options: { lease?: Lease; begun?: Begun } = {}): Promise<void> {
    const steps = await this.write(async trx => {
      if (options.lease) await hold(trx, options.lease);
      const events = await insertEvents(trx, batches, this.now().toISOString());
      await refuseTaken(trx, events);
      await refuseSecond(trx, events);
      if (options.begun) await refuseUnseen(trx, options.begun);
      return project(trx, events, this.known);
    });
    this.known.keep(steps);
  }

  /** Rejects while the database cannot be had. */
  async ping(): Promise<void> {
    await this.knex.raw('select 1');
  }

  /** Events of a stream in order, those after number `after`. */
  events(stream: string, after?: number): Promise<Stored[]> {
    return readStream(this.knex, stream, after);
  }
  /** The whole record in its order, some at a time, for who can wait between. */
  history(atOnce = 200): AsyncGenerator<Stored[]> {
    return readAll(this.knex, atOnce);
  }
  /** Of the newest event; 0 while there is none. */
  position(): Promise<number> {
    return lastPosition(this.knex);
  }
  /** The newest event of a stream. */
  lastEvent(stream: string): Promise<Stored | undefined> {
    return lastEvent(this.knex, stream);
  }
  /** Streams that went on after this position, and up to where that is told. */
  streamsSince(position: number): Promise<{ upTo: number; streams: string[] }> {
    return streamsSince(this.knex, position);
  }
  verifyChain(stream: string): Promise<ChainState> {
    return verifyChain(this.knex, stream);
  }
  linkOf(stream: string, seq: number): Promise<string | undefined> {
    return linkOf(this.knex, stream, seq);
  }
  streamNames(): AsyncGenerator<string> {
    return streamNames(this.knex);
  }
  /** Those whose name begins so. */
  streamsBelow(prefix: string): Promise<string[]> {
    return streamsBelow(this.knex, prefix);
  }
  /** As far as all before it was written at `until` or earlier, some at a time. */
  headsBetween(from: number, until: Date): Promise<Heads> {
    return headsBetween(this.knex, from, until);
  }

  /** The record, line by line, as of one moment. Resolves with the number of events. */
  backup(line: (text: string) => Promise<void>): Promise<number> {
    return backup(this.knex, this.now(), line);
  }
  /** Into a database without events, all or nothing, with the brake pulled by `actor`. Throws BackupError. */
  restore(lines: AsyncIterable<string>, actor: string): Promise<number> {
    return restore(this.knex, lines, actor, this.now());
  }

  /** Resolves when the alerts are durable; what is known already writes nothing. */
  receive(alerts: Alert[], actor: string): Promise<Received> {
    return this.inbox.receive(alerts, actor);
  }
  /** Alerts handed to `receive` whose transaction has not begun: how far behind the disk is. */
  waiting(): number {
    return this.inbox.size();
  }
  /** Alerts that fire without an incident or have changed since their incident heard of them, the first received first. */
  pendingAlerts(limit: number): Promise<PendingAlert[]> {
    return pendingAlerts(this.knex, limit);
  }

  /** Alerts that fire, and those that have changed since then. */
  alertsSince(since: Date): Promise<Alert[]> {
    return alertsSince(this.knex, since);
  }
  /** Those that ended then or later, and before any incident took them. */
  unheardSince(since: Date): Promise<Alert[]> {
    return unheardSince(this.knex, since);
  }
  /** Whether all of these alerts that were ever received have resolved. */
  quiet(keys: string[]): Promise<boolean> {
    return allResolved(this.knex, keys);
  }
  incident(id: string): Promise<Incident | undefined> {
    return readIncident(this.knex, this.known, id);
  }
  openIncidents(limit = mostOpen): Promise<Incident[]> {
    return openIncidents(this.knex, this.known, limit);
  }
  /** Of each of these incidents, every service that it speaks of. */
  servicesOf(ids: string[]): Promise<string[][]> {
    return servicesOf(this.knex, ids);
  }
  /** Cheap to ask: tells whether `openIncidents` would answer something new. */
  openVersions(limit = mostOpen): Promise<{ id: string; version: number }[]> {
    return openVersions(this.knex, limit);
  }
  recentlyClosed(since: Date, limit = mostClosed): Promise<Incident[]> {
    return recentlyClosed(this.knex, this.known, since, limit);
  }
  /** Incidents at these services that ended then or later and were not merged, the latest first. */
  outages(services: string[], since: Date, limit = mostOutages): Promise<Stretch[]> {
    return readOutages(this.knex, services, since, limit);
  }
  /** Throws InputError for a cursor of another list. */
  async incidents(filter: IncidentFilter): Promise<Page<Incident>> {
    return listIncidents(this.knex, filter);
  }

  /** By phase. */
  openCounts(): Promise<OpenCount[]> {
    return openCounts(this.knex);
  }

  /** When incidents opened, then or later, the newest first. */
  openedSince(since: Date, limit = mostRecent): Promise<string[]> {
    return openedSince(this.knex, since, limit);
  }

  claim(owner: string, limit: number, leaseMs: number): Promise<Lease[]> {
    return claim(this.knex, 'incidents', owner, limit, leaseMs, this.now());
  }
  /** The same of people that are to be told. */
  claimNotices(owner: string, limit: number, leaseMs: number): Promise<Lease[]> {
    return claim(this.knex, 'notices', owner, limit, leaseMs, this.now());
  }
  heartbeat(lease: Lease, leaseMs: number): Promise<boolean> {
    return heartbeat(this.knex, lease, leaseMs);
  }
  release(lease: Lease): Promise<void> {
    return release(this.knex, lease);
  }

  /** Undefined while another process is at it. */
  claimDuty<S>(name: string, owner: string, leaseMs: number): Promise<Duty<S> | undefined> {
    return claimDuty<S>(this.knex, name, owner, leaseMs);
  }
  finishDuty<S>(duty: Duty<S>, state?: S): Promise<boolean> {
    return finishDuty(this.knex, duty, state);
  }
  dutyState<S>(name: string): Promise<S | undefined> {
    return dutyState<S>(this.knex, name);
  }

  /** False when a change of that id is recorded already. */
  async recordChange(told: Change, actor: string): Promise<boolean> {
    const change = changeWithoutSecrets(told);
    const stream = streams.change(change.id);
    try {
      await this.append([{ stream, expected: 0, events: [{ type: 'change.recorded', data: { change } }], actor }]);
      return true;
    } catch (error) {
      if (error instanceof ConflictError && (await this.events(stream)).length > 0) return false;
      throw error;
    }
  }
  changes(filter: ChangeFilter): Promise<Change[]> {
    return listChanges(this.knex, filter);
  }

  /** Throws InputError for a cursor of another list. */
  async actions(filter: ActionFilter): Promise<Page<ActionRow>> {
    return listActions(this.knex, filter);
  }
  /** What was begun then or later, the newest first, as guardrails judge by it. */
  pastActions(since: Date, limit = mostRecent): Promise<PastAction[]> {
    return pastActions(this.knex, since, limit);
  }
  /** To be given to `append` with what is decided by it. */
  begunSince(since: Date): Promise<Begun> {
    return begunSince(this.knex, since.toISOString());
  }
  worth(): Promise<WorthRow[]> {
    return readWorth(this.knex);
  }

  /** How remedies fared at these services, the latest first. */
  trials(services: string[], limit = mostRecent): Promise<Trial[]> {
    return readTrials(this.knex, services, limit);
  }
  /** Episodes at these services up to the moment somebody acted, the latest first. */
  untouched(services: string[], limit = mostRecent): Promise<Untouched[]> {
    return readUntouched(this.knex, services, limit);
  }
  /** How often each cause was found likely there since then, the most frequent first; with a scope, in incidents inside it. */
  recurrences(service: string, since: Date, scope?: Scope): Promise<Recurrence[]> {
    return readRecurrences(this.knex, service, since, scope);
  }
  /** How often that cause was healed there since then, as far as nobody has taken note of it. */
  heals(service: string, failureMode: string, since: Date): Promise<number> {
    return countHeals(this.knex, service, failureMode, since.toISOString());
  }
  /** The last healed first. */
  problems(filter: { service?: string; open?: boolean } = {}, limit = mostRecent): Promise<Problem[]> {
    return listProblems(this.knex, filter, limit);
  }

  /** The last told first. Throws InputError for a cursor of another list. */
  async predictions(filter: PredictionFilter): Promise<Page<Prediction>> {
    return listPredictions(this.knex, filter);
  }
  /** How predictions turned out; of one service, or of all. */
  trackRecord(service?: string): Promise<TrackRecord[]> {
    return readTrackRecord(this.knex, service);
  }
  notice(id: string): Promise<Notice | undefined> {
    return readNotice(this.knex, id);
  }
  /** The newest first. */
  notices(filter: NoticeFilter, limit = mostRecent): Promise<Notice[]> {
    return listNotices(this.knex, filter, limit);
  }

  silence(id: string): Promise<Silence | undefined> {
    return readSilence(this.knex, id);
  }
  /** Those whose time is not over then, ended by somebody or not. */
  silences(now: Date, limit = mostRecent): Promise<Silence[]> {
    return listSilences(this.knex, now, limit);
  }

  /** ConflictError when another watcher saved a first state of the same service at the same time; nothing is kept then. */
  saveHealth(latest: ServiceHealth[], actor = 'autocura'): Promise<void> {
    return this.write(async trx => {
      await project(trx, await saveHealth(trx, latest, actor, this.now().toISOString()));
    });
  }
  /** With a scope, of services and incidents inside it. */
  health(scope?: Scope): Promise<ServiceHealth[]> {
    return readHealth(this.knex, scope);
  }
  /** Unknown where it was never measured. */
  serviceHealth(service: string, scope?: Scope): Promise<ServiceHealth> {
    return readServiceHealth(this.knex, service, this.now().toISOString(), scope);
  }
  /** Of all services, then or later, the newest first. */
  healthChangesSince(since: Date, limit = mostRecent): Promise<HealthChange[]> {
    return healthChangesSince(this.knex, since, limit);
  }
  addSamples(samples: Sample[]): Promise<void> {
    const oldest = new Date(this.now().getTime() - this.keepSamplesMs);
    return this.knex.transaction(trx => addSamples(trx, samples, oldest));
  }
  /** Of all signals of the service, the oldest first. */
  samples(service: string, since: Date): Promise<Sample[]> {
    return readSamples(this.knex, service, since);
  }

  /** Makes the read models anew from the events and ends every lease. Writers wait meanwhile. */
  rebuild(): Promise<void> {
    return rebuild(this.knex);
  }
  /** Every row of every read model, to compare. */
  tableRows(): Promise<Record<string, unknown[]>> {
    return tableRows(this.knex);
  }

  private async write<T>(body: (trx: Knex.Transaction) => Promise<T>): Promise<T> {
    try {
      return await write(this.knex, body);
    } catch (error) {
      throw asConflict(error);
    }
  }
}

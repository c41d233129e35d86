import type { Firing, LevelChange, Page, SizingProposal } from '@autocura/common';
import type { Knex } from 'knex';
import { countFirings, type FiringFilter, listFirings } from './projections/firings';
import { listLevelChanges } from './projections/levelChanges';
import { listSizings, readSizing, type SizingFilter } from './projections/sizings';
import type { Scope } from './scope';
import { forgetSeries, type KeptSeries, readSeries, saveSeries } from './watchedSeries';

const mostChanges = 200;

/** What watching leaves behind. Its events are appended like any other. */
export class WatchingRecord {
  constructor(private readonly knex: Knex) {}

  /** The last to begin first. Throws InputError for a cursor of another list. */
  async firings(filter: FiringFilter): Promise<Page<Firing>> {
    return listFirings(this.knex, filter);
  }
  /** By threshold: how often it fired since then, and how much of that goes on. */
  firingCounts(since: Date, scope?: Scope) {
    return countFirings(this.knex, since, scope);
  }

  /** Of one service, the newest first. */
  levelChanges(service: string, since: Date, limit = mostChanges): Promise<LevelChange[]> {
    return listLevelChanges(this.knex, service, since, limit);
  }

  sizing(id: string): Promise<SizingProposal | undefined> {
    return readSizing(this.knex, id);
  }
  /** The last proposed first. Throws InputError for a cursor of another list. */
  async sizings(filter: SizingFilter): Promise<Page<SizingProposal>> {
    return listSizings(this.knex, filter);
  }

  saveSeries<S>(all: KeptSeries<S>[]): Promise<void> {
    return saveSeries(this.knex, all);
  }
  series<S>(threshold: string): Promise<KeptSeries<S>[]> {
    return readSeries<S>(this.knex, threshold);
  }
  /** What had no sample since then. */
  forgetSeries(before: Date): Promise<void> {
    return forgetSeries(this.knex, before);
  }
}

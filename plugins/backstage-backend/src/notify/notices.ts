import type { Notice, OnCall } from '@autocura/common';
import { streams } from '@autocura/common';
import { ConflictError as HttpConflictError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { changesAt, type Escalation, onCall } from '../escalate';
import type { NoticeFilter, Store } from '../store';
import { ConflictError } from '../store';
import { covers, coversIncident, isEverything, type Scope } from '../store/scope';

/** Who takes a notice on. */
export interface TakenBy {
  actor: string;
  /** About which services they may take one on, and know of one. */
  scope: Scope;
  reads: Scope;
  note?: string | undefined;
}

/** What the API tells of who was told. */
export interface Notices {
  /** The newest first, of those that whoever reads within this scope may know of. */
  list(filter: NoticeFilter, reads: Scope): Promise<Notice[]>;
  /** A person takes it on; twice is once, and so is what is over. Throws NotFoundError, NotAllowedError. */
  acknowledge(id: string, by: TakenBy): Promise<Notice>;
  onCall(): Promise<OnCall[]>;
}

export interface NoticesOptions {
  store: Pick<Store, 'notice' | 'notices' | 'incident' | 'append'>;
  escalation(): Promise<Escalation | undefined>;
  now(): Date;
}

const mostListed = 200;

export function noticesOf({ store, escalation, now }: NoticesOptions): Notices {
  async function mayBeTold({ incidentId, service }: Notice, reads: Scope): Promise<boolean> {
    const incident = await store.incident(incidentId);
    return incident ? coversIncident(reads, incident) : covers(reads, service);
  }

  return {
    async list(filter, reads) {
      const all = await store.notices(filter, mostListed);
      if (isEverything(reads)) return all;
      const shown = await Promise.all(all.map(one => mayBeTold(one, reads)));
      return all.filter((_, index) => shown[index]);
    },
    async acknowledge(id, { actor, scope, reads, note }) {
      const notice = await store.notice(id);
      if (!notice || !(await mayBeTold(notice, reads))) throw new NotFoundError(`No notice ${id}`);
      if (!covers(scope, notice.service)) throw new NotAllowedError(`That is not granted to you for ${notice.service}`);
      return acknowledge(store, id, actor, note);
    },
    async onCall() {
      const at = now().toISOString();
      return Object.entries((await escalation())?.schedules ?? {}).map(([name, schedule]) => {
        const until = changesAt(schedule, at);
        return { schedule: name, ...onCall(schedule, at), ...(until !== undefined && { until }) };
      });
    },
  };
}

async function acknowledge(store: NoticesOptions['store'], id: string, actor: string, note?: string): Promise<Notice> {
  for (let tries = 1; ; tries += 1) {
    const notice = await store.notice(id);
    if (!notice) throw new NotFoundError(`No notice ${id}`);
    if (notice.state !== 'open') return notice;
    const data = { by: actor, ...(note !== undefined && { note }) };
    const events = [{ type: 'notice.acknowledged' as const, data }];
    try {
      await store.append([{ stream: streams.notice(id), expected: notice.version, events, actor }]);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      if (tries === 3) throw new HttpConflictError('The notice is changing; try again', error);
    }
  }
}

import type { Notice, OnCall } from '@autocura/common';
import { streams } from '@autocura/common';
import { ConflictError as HttpConflictError, NotFoundError } from '@backstage/errors';
import { changesAt, type Escalation, onCall } from '../escalate';
import type { NoticeFilter, Store } from '../store';
import { ConflictError } from '../store';

/** What the API tells of who was told. */
export interface Notices {
  /** The newest first. */
  list(filter: NoticeFilter): Promise<Notice[]>;
  /** A person takes it on; twice is once, and so is what is over. Throws NotFoundError. */
  acknowledge(id: string, actor: string, note?: string): Promise<Notice>;
  onCall(): Promise<OnCall[]>;
}

export interface NoticesOptions {
  store: Pick<Store, 'notice' | 'notices' | 'append'>;
  escalation(): Promise<Escalation | undefined>;
  now(): Date;
}

const mostListed = 200;

export function noticesOf({ store, escalation, now }: NoticesOptions): Notices {
  return {
    list: filter => store.notices(filter, mostListed),
    acknowledge: (id, actor, note) => acknowledge(store, id, actor, note),
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

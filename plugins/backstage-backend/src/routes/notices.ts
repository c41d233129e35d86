import type { Notice } from '@autocura/common';
import { operations } from '@autocura/common/schemas';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { Notices } from '../notify';
import { present } from '../present';
import type { Store } from '../store';
import { covers, coversIncident, isEverything, type Scope } from '../store/scope';
import type { Route } from './route';

/** What people were told, and who is on call. */
export function noticeRoutes(route: Route, { store, notices }: { store: Store; notices: Notices }): void {
  async function mayBeTold({ incidentId, service }: Notice, reads: Scope): Promise<boolean> {
    const incident = await store.incident(incidentId);
    return incident ? coversIncident(reads, incident) : covers(reads, service);
  }

  route(operations.listNotices, async ({ query, scope }) => {
    const items = await notices.list(present(query));
    if (isEverything(scope)) return { items };
    const shown = await Promise.all(items.map(one => mayBeTold(one, scope)));
    return { items: items.filter((_, index) => shown[index]) };
  });
  route(operations.acknowledgeNotice, async ({ params: { id }, body: { note }, actor, scope, reads }) => {
    const notice = await store.notice(id);
    if (!notice || !(await mayBeTold(notice, await reads()))) throw new NotFoundError(`No notice ${id}`);
    if (!covers(scope, notice.service)) throw new NotAllowedError(`That is not granted to you for ${notice.service}`);
    return notices.acknowledge(id, actor, note);
  });
  // Schedules are of all tenants.
  route(operations.listOnCall, async ({ tenant }) => ({ items: tenant === undefined ? await notices.onCall() : [] }));
}

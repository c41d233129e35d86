import { operations } from '@autocura/common/schemas';
import type { Notices } from '../notify';
import { present } from '../present';
import type { Route } from './route';

/** What people were told, and who is on call. */
export function noticeRoutes(route: Route, { notices }: { notices: Notices }): void {
  route(operations.listNotices, async ({ query, scope }) => ({ items: await notices.list(present(query), scope) }));
  route(operations.acknowledgeNotice, async ({ params: { id }, body: { note }, actor, scope, reads }) =>
    notices.acknowledge(id, { actor, scope, reads: await reads(), note }),
  );
  // Schedules are of all tenants.
  route(operations.listOnCall, async ({ tenant }) => ({ items: tenant === undefined ? await notices.onCall() : [] }));
}

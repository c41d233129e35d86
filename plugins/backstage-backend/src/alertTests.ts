import type { Alert, AlertTest } from '@autocura/common';
import { streams } from '@autocura/common';
import { NotFoundError } from '@backstage/errors';
import { testIn } from './correlate';
import type { Store } from './store';
import { ConflictError } from './store';

/** Records the test alerts among what came in, each once, and gives back the others. Tests open no incident. */
export async function takeTests(store: Pick<Store, 'append'>, alerts: Alert[], actor: string) {
  const others = alerts.filter(alert => testIn(alert) === undefined);
  for (const alert of alerts) {
    const id = testIn(alert);
    if (id === undefined) continue;
    const events = [{ type: 'alert.test-received' as const, data: { id, sender: alert.sender } }];
    await store.append([{ stream: streams.alertTest(id), expected: 0, events, actor }]).catch((error: unknown) => {
      if (!(error instanceof ConflictError)) throw error;
    });
  }
  return { others, tests: alerts.length - others.length };
}

/** When a test alert came in, and who sent it. */
export async function readTest(store: Pick<Store, 'lastEvent'>, id: string): Promise<AlertTest> {
  const event = await store.lastEvent(streams.alertTest(id));
  if (event?.type !== 'alert.test-received') throw new NotFoundError(`No test alert ${id} came in yet`);
  return { id, sender: event.data.sender, receivedAt: event.at, actor: event.actor };
}

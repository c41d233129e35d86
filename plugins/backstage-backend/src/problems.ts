import type { Problem } from '@autocura/common';
import { streams } from '@autocura/common';
import { ConflictError as HttpConflictError, NotFoundError } from '@backstage/errors';
import type { Store } from './store';
import { ConflictError } from './store';

/** A person takes note. Twice is once. Throws NotFoundError where there is no such problem. */
export async function acknowledgeProblem(
  store: Store,
  { service, failureMode, note }: { service: string; failureMode: string; note?: string },
  actor: string,
): Promise<Problem> {
  const stream = streams.problem(service, failureMode);
  const read = async () => {
    const problem = (await store.problems({ service })).find(one => one.failureMode === failureMode);
    if (!problem) throw new NotFoundError(`No problem of ${failureMode} at ${service}`);
    return problem;
  };
  for (let tries = 1; ; tries += 1) {
    const last = await store.lastEvent(stream);
    const problem = await read();
    if (problem.acknowledged) return problem;
    const data = { service, failureMode, ...(note !== undefined && { note }) };
    const events = [{ type: 'problem.acknowledged' as const, data }];
    try {
      await store.append([{ stream, expected: last?.seq ?? 0, events, actor }]);
      return await read();
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      if (tries === 3) throw new HttpConflictError('The problem is changing; try again', error);
    }
  }
}

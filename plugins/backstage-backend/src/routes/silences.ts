import type { Matcher } from '@autocura/common';
import { operations } from '@autocura/common/schemas';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { present } from '../present';
import { exactly, type Silences } from '../silence';
import { covers, isEverything, type Scope } from '../store/scope';
import type { Route } from './route';

/** What people asked to be quiet about. */
export function silenceRoutes(route: Route, silences: Silences): void {
  route(operations.listSilences, async ({ scope }) => ({
    items: (await silences.list()).filter(({ matchers }) => mayQuiet(matchers, scope)),
  }));
  route(operations.makeSilence, async ({ body: { labels, ...rest }, actor, reads }) => {
    const matchers = exactly(labels);
    if (!mayQuiet(matchers, await reads()))
      throw new NotAllowedError('Quiet is asked for by those who may see the service');
    return silences.make({ ...present(rest), matchers }, actor);
  });
  route(operations.endSilence, async ({ params: { id }, body: { note }, actor, reads }) => {
    const seen = await reads();
    const known = (await silences.list()).find(one => one.id === id);
    if (!isEverything(seen) && !mayQuiet(known?.matchers ?? [], seen)) throw new NotFoundError(`No silence ${id}`);
    return silences.end(id, actor, note);
  });
}

/** Alerts of a service are quietened by who may see it; where that is not one, by who may see everything. */
function mayQuiet(matchers: Matcher[], reads: Scope): boolean {
  if (isEverything(reads)) return true;
  const one = matchers.find(({ name, isRegex, isEqual }) => name === 'service' && !isRegex && isEqual);
  return one !== undefined && covers(reads, one.value);
}

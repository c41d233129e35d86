import type { Change } from '@autocura/common';
import { operations } from '@autocura/common/schemas';
import { NotAllowedError } from '@backstage/errors';
import { changeIncident } from '../changeIncident';
import { madeBy } from '../decisions';
import { present } from '../present';
import { healerActor } from '../realWorld';
import type { Store } from '../store';
import { covers } from '../store/scope';
import type { Route } from './route';

export interface ChangeRoutes {
  store: Store;
  /** Something may be due now. */
  wake(): void;
}

/** What was changed: deploys, configuration, flags, and the hands of people. */
export function changeRoutes(route: Route, { store, wake }: ChangeRoutes): void {
  /** What people change while something is sick belongs to its story. */
  async function tellIncidents(made: Change, actor: string) {
    const { items } = await store.incidents({ open: true, limit: 1000 });
    const concerned = items.filter(incident => madeBy(made, incident, actor).length > 0);
    await Promise.all(
      concerned.map(({ id }) => changeIncident({ store, wake }, id, actor, incident => madeBy(made, incident, actor))),
    );
  }

  route(operations.listChanges, async ({ query: { service, limit }, scope }) => ({
    items: (await store.changes({ ...(service && { services: [service] }), limit, scope })).map(withoutDiffs),
  }));
  route(operations.recordChange, async ({ body, actor, scope }) => {
    if (!covers(scope, body.service)) throw new NotAllowedError(`That is not granted to you for ${body.service}`);
    const { commits, ...rest } = body;
    const made: Change = { ...present(rest), ...(commits && { commits: commits.map(present) }) };
    const recorded = await store.recordChange(made, actor);
    if (recorded && made.by !== healerActor) await tellIncidents(made, actor);
    return { recorded };
  });
}

/** Hundreds of diffs would be megabytes. */
const withoutDiffs = ({ commits, ...change }: Change): Change => ({
  ...change,
  ...(commits && { commits: commits.map(({ diff: _, ...commit }) => commit) }),
});

import type {
  Autonomy,
  CatalogMapping,
  HealingPolicy,
  Recurrence,
  ServiceCard,
  ServiceHealth,
  Slo,
  Step,
  Topology,
} from '@autocura/common';
import { statesWorstFirst } from '@autocura/common';
import { operations } from '@autocura/common/schemas';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type { CardReader } from '../card';
import { present } from '../present';
import { acknowledgeProblem } from '../problems';
import type { Store } from '../store';
import { covers, coversStep, type Scope } from '../store/scope';
import { between } from './between';
import { type Route, shared } from './route';
import { visibleService } from './visible';

export interface ServiceRoutes {
  store: Store;
  autonomy(service: string): Promise<Autonomy[]>;
  /** The healing policy that is in force, for who may see these services. */
  policy(scope: Scope): Promise<HealingPolicy>;
  /** Services as they can be believed now. */
  health(scope: Scope): Promise<ServiceHealth[]>;
  topology(): Promise<Topology>;
  catalog(): Promise<CatalogMapping>;
  card(service: string, reader: CardReader): Promise<ServiceCard>;
  /** How often each cause was found likely lately, in incidents inside the scope. */
  recurrences(service: string, scope: Scope): Promise<Recurrence[]>;
  /** Objectives as they stand. */
  slos(): Promise<Slo[]>;
}

/** What is known of services. */
export function serviceRoutes(route: Route, options: ServiceRoutes): void {
  const { store, autonomy, policy, health, topology, catalog, card, recurrences, slos } = options;

  route(operations.listServices, async ({ scope }) => ({ items: worstFirst(await health(scope)) }), shared);
  route(
    operations.readService,
    async ({ params: { name }, scope }) => {
      const one = (await health(scope)).find(({ service }) => service === name);
      if (!one) throw new NotFoundError(`Nothing is known of service ${name}`);
      const { items } = await store.incidents({ service: name, limit: 50, scope });
      const predictions = await store.predictions({ service: name, open: true, limit: 50 });
      return {
        ...{ health: one, changes: await store.lists.healthHistory(name, 200), incidents: items },
        ...{ predictions: predictions.items, trackRecord: await store.trackRecord(name) },
        recurrences: (await recurrences(name, scope)).filter(({ times }) => times > 1),
      };
    },
    shared,
  );
  route(operations.readAutonomy, async ({ params: { name }, scope }) => ({
    items: await autonomy(visibleService(name, scope)),
  }));
  route(operations.readPolicy, ({ scope }) => policy(scope));
  route(operations.readCard, async ({ params: { name }, actor, scope, may }) => {
    const deciding = await may('autocura.action.approve');
    const mayDecide = (step: Step) => deciding !== undefined && coversStep(deciding, step);
    return card(visibleService(name, scope), { actor, scope, mayDecide });
  });
  route(operations.readCatalog, async ({ scope }) => {
    const { items, ...rest } = await catalog();
    return { ...rest, items: items.filter(({ service }) => covers(scope, service)) };
  });
  route(operations.readTopology, async ({ scope }) => {
    const { edges, ...rest } = await topology();
    return { ...rest, edges: edges.filter(({ from, to }) => covers(scope, from) && covers(scope, to)) };
  });
  route(
    operations.listProblems,
    async ({ query, scope }) => ({
      items: (await store.problems(present(query))).filter(({ service }) => covers(scope, service)),
    }),
    shared,
  );
  route(operations.acknowledgeProblem, async ({ params: { name, failureMode }, body, actor, scope, reads }) => {
    const service = visibleService(name, await reads());
    if (!covers(scope, service)) throw new NotAllowedError(`That is not granted to you for ${service}`);
    return acknowledgeProblem(store, { service, failureMode, ...present(body) }, actor);
  });
  route(
    operations.listPredictions,
    async ({ query, scope }) => ({
      ...(await store.lists.predictions(present({ ...query, scope }))),
      trackRecord: (await store.trackRecord(query.service)).filter(({ service }) => covers(scope, service)),
    }),
    shared,
  );
  route(operations.listSlos, async ({ query: { service }, scope }) => ({
    items: (await slos()).filter(
      one => (service === undefined || one.service === service) && covers(scope, one.service),
    ),
  }));
  route(
    operations.history,
    ({ query: { from, to, ...rest }, scope }) => store.lists.actions(present({ ...rest, ...between(from, to), scope })),
    shared,
  );
}

const worstFirst = (services: ServiceHealth[]) =>
  statesWorstFirst.flatMap(state => services.filter(service => service.state === state));

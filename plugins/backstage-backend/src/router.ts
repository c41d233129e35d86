import type {
  AnyEvent,
  AskedSource,
  Autonomy,
  Brake,
  CatalogMapping,
  Change,
  Explanation,
  Incident,
  ReplayQuery,
  ReplayReport,
  ServiceCard,
  ServiceHealth,
  Slo,
  Topology,
} from '@autocura/common';
import { statesWorstFirst, streams } from '@autocura/common';
import type { Operation } from '@autocura/common/schemas';
import { openApi, operations } from '@autocura/common/schemas';
import { InputError, NotFoundError } from '@backstage/errors';
import type { Request } from 'express';
import express from 'express';
import Router from 'express-promise-router';
import type { z } from 'zod';
import type { Access } from './access/access';
import type { PermissionName } from './access/permissions';
import { readTest } from './alertTests';
import type { CardReader } from './card';
import { changeIncident, foundIncident } from './changeIncident';
import * as decide from './decisions';
import type { Facts, PlanSettings } from './plan';
import { foretell } from './phases/foretell';
import { present } from './present';
import { acknowledgeProblem } from './problems';
import { healerActor } from './realWorld';
import type { Notices } from './notify';
import { shadowReport } from './shadow';
import { exactly, type Silences } from './silence';
import type { Store } from './store';
import type { World } from './world';

export interface RouterOptions {
  store: Store;
  access: Access;
  version: string;
  /** Something may be due now. */
  wake(): void;
  now(): Date;
  facts(incident: Incident): Promise<Facts>;
  planning: PlanSettings;
  preview: World['preview'];
  /** How long a proposal waits for an answer, in milliseconds. */
  approvalMs: number;
  autonomy(service: string): Promise<Autonomy[]>;
  /** Services as they can be believed now. */
  health(): Promise<ServiceHealth[]>;
  /** Who was asked which alerts fire. */
  sources(): Promise<AskedSource[]>;
  topology(): Promise<Topology>;
  explain(incident: Incident, language: string): Promise<Explanation>;
  catalog(): Promise<CatalogMapping>;
  card(service: string, reader: CardReader): Promise<ServiceCard>;
  brake: {
    read(): Promise<Brake>;
    move(to: 'pulled' | 'released', reason: string, actor: string): Promise<Brake>;
  };
  replay(query: ReplayQuery): Promise<ReplayReport>;
  notices: Notices;
  silences: Silences;
  /** Objectives as they stand. */
  slos(): Promise<Slo[]>;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
interface Asked<O extends Operation> {
  params: Parsed<O['params']>;
  query: Parsed<O['query']>;
  body: Parsed<O['body']>;
  actor: string;
  /** What the actor may do. */
  granted(): Promise<PermissionName[]>;
}

/** Everything but alerts coming in, which have a router of their own. */
export function createRouter(options: RouterOptions): express.Router {
  const { store, access, version, wake, now, facts, planning, approvalMs, autonomy, health } = options;
  const { sources, topology, brake, explain, replay, card, catalog, notices, silences, slos } = options;
  const router = Router();
  router.use(express.json({ limit: '256kb' }));

  const route = <O extends Operation>(operation: O, answer: (asked: Asked<O>) => Promise<z.input<O['answer']>>) =>
    router[operation.method](`/v1${operation.path}`, async (request, response) => {
      const actor = await access.allow(request, operation.permission as PermissionName);
      const granted = () => access.granted(request);
      const asked = { ...parse(operation, request), actor, granted } as Asked<O>;
      response.status(operation.status).json(await answer(asked));
    });

  const change = (id: string, actor: string, events: (incident: Incident) => AnyEvent[]) =>
    changeIncident({ store, wake }, id, actor, events);
  const found = (id: string) => foundIncident(store, id);

  /** What people change while something is sick belongs to its story. */
  async function tellIncidents(made: Change, actor: string) {
    const { items } = await store.incidents({ open: true, limit: 1000 });
    const concerned = items.filter(incident => decide.madeBy(made, incident, actor).length > 0);
    await Promise.all(concerned.map(({ id }) => change(id, actor, incident => decide.madeBy(made, incident, actor))));
  }

  const document = openApi(version);
  router.get('/openapi.json', async (_, response) => {
    response.json(document);
  });

  route(operations.listIncidents, async ({ query: { phase, ...rest } }) => {
    return store.incidents(present({ ...rest, ...(phase && { phase: [phase] }) }));
  });
  route(operations.readIncident, async ({ params: { id } }) => ({
    incident: await found(id),
    timeline: await store.events(streams.incident(id)),
  }));
  route(operations.explainIncident, async ({ params: { id }, query: { language } }) =>
    explain(await found(id), language),
  );
  route(operations.approve, ({ params, body, actor }) =>
    change(params.id, actor, incident => decide.approve(incident, body.digest, actor, now())),
  );
  route(operations.reject, ({ params, body, actor }) =>
    change(params.id, actor, incident => decide.reject(incident, body.digest, actor, body.note)),
  );
  route(operations.run, async ({ params, body, actor }) => {
    const known = await found(params.id);
    const foretold = await foretell(known, body.step, options);
    const by = { facts: await facts(known), settings: planning, approvalMs, foretold };
    return change(params.id, actor, incident => decide.run(incident, body.step, actor, by));
  });
  route(operations.undo, ({ params, body, actor }) =>
    change(params.id, actor, incident => decide.undo(incident, body.key, actor)),
  );
  route(operations.feedback, ({ params, body, actor }) =>
    change(params.id, actor, incident => decide.feedback(incident, present(body), actor)),
  );

  route(operations.tellAct, ({ params, body, actor }) =>
    change(params.id, actor, incident => decide.tellAct(incident, present(body), actor, now(), planning)),
  );
  route(operations.mark, async ({ params, body, actor }) => {
    const timeline = await store.events(streams.incident(params.id));
    return change(params.id, actor, incident => decide.mark(incident, timeline, present(body), actor));
  });
  route(operations.shadow, ({ query }) => shadowReport(store, query));

  route(operations.listServices, async () => ({ items: worstFirst(await health()) }));
  route(operations.readService, async ({ params: { name } }) => {
    const one = (await health()).find(({ service }) => service === name);
    if (!one) throw new NotFoundError(`Nothing is known of service ${name}`);
    const { items } = await store.incidents({ service: name, limit: 50 });
    const predictions = await store.predictions({ service: name, open: true, limit: 50 });
    return {
      ...{ health: one, changes: await store.healthHistory(name, 200), incidents: items },
      ...{ predictions: predictions.items, trackRecord: await store.trackRecord(name) },
    };
  });
  route(operations.readAutonomy, async ({ params: { name } }) => ({ items: await autonomy(name) }));
  route(operations.readCard, async ({ params: { name }, actor, granted }) => {
    const mayDecide = (await granted()).includes('autocura.action.approve');
    return card(name, { actor, mayDecide: () => mayDecide });
  });
  route(operations.readCatalog, () => catalog());
  route(operations.readTopology, () => topology());
  route(operations.listPredictions, async ({ query }) => ({
    ...(await store.predictions(present(query))),
    trackRecord: await store.trackRecord(query.service),
  }));
  route(operations.listProblems, async ({ query }) => ({ items: await store.problems(present(query)) }));
  route(operations.acknowledgeProblem, ({ params: { name: service, failureMode }, body, actor }) =>
    acknowledgeProblem(store, { service, failureMode, ...present(body) }, actor),
  );
  route(operations.listNotices, async ({ query }) => ({ items: await notices.list(present(query)) }));
  route(operations.acknowledgeNotice, ({ params: { id }, body: { note }, actor }) =>
    notices.acknowledge(id, actor, note),
  );
  route(operations.listOnCall, async () => ({ items: await notices.onCall() }));
  route(operations.listSlos, async ({ query: { service } }) => ({
    items: (await slos()).filter(one => service === undefined || one.service === service),
  }));
  route(operations.listSilences, async () => ({ items: await silences.list() }));
  route(operations.makeSilence, ({ body: { labels, ...rest }, actor }) =>
    silences.make({ ...present(rest), matchers: exactly(labels) }, actor),
  );
  route(operations.endSilence, ({ params: { id }, actor }) => silences.end(id, actor));
  route(operations.readBrake, () => brake.read());
  route(operations.pullBrake, ({ body, actor }) => brake.move('pulled', body.reason, actor));
  route(operations.releaseBrake, ({ body, actor }) => brake.move('released', body.reason, actor));
  route(operations.listSources, async () => ({ items: await sources() }));
  route(operations.readAlertTest, ({ params: { id } }) => readTest(store, id));
  route(operations.readRights, async ({ actor, granted }) => ({ actor, permissions: await granted() }));
  route(operations.replay, ({ body }) => replay(present(body)));
  route(operations.history, ({ query }) => store.actions(present(query)));
  route(operations.listChanges, async ({ query: { service, limit } }) => ({
    items: (await store.changes({ ...(service && { services: [service] }), limit })).map(withoutDiffs),
  }));
  route(operations.recordChange, async ({ body, actor }) => {
    const { commits, ...rest } = body;
    const made: Change = { ...present(rest), ...(commits && { commits: commits.map(present) }) };
    const recorded = await store.recordChange(made, actor);
    if (recorded && made.by !== healerActor) await tellIncidents(made, actor);
    return { recorded };
  });

  router.use('/v1', async request => {
    throw new NotFoundError(`No route ${request.method} ${request.baseUrl}${request.path}`);
  });
  return router;
}

const worstFirst = (services: ServiceHealth[]) =>
  statesWorstFirst.flatMap(state => services.filter(service => service.state === state));

/** Hundreds of diffs would be megabytes. */
const withoutDiffs = ({ commits, ...change }: Change): Change => ({
  ...change,
  ...(commits && { commits: commits.map(({ diff: _, ...commit }) => commit) }),
});

function parse(operation: Operation, request: Request) {
  const part = (name: 'params' | 'query' | 'body') => {
    const parsed = operation[name]?.safeParse(request[name]);
    if (parsed?.success === false) {
      const issue = parsed.error.issues[0];
      throw new InputError(`${[name, ...(issue?.path ?? [])].join('.')}: ${issue?.message}`);
    }
    return parsed?.data;
  };
  return { params: part('params'), query: part('query'), body: part('body') };
}

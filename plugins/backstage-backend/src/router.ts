import type {
  AnyEvent,
  AskedSource,
  Autonomy,
  Brake,
  CatalogMapping,
  Change,
  Explanation,
  Incident,
  Matcher,
  Notice,
  ReplayQuery,
  ReplayReport,
  ServiceCard,
  ServiceHealth,
  Slo,
  Step,
  Topology,
} from '@autocura/common';
import { statesWorstFirst, streams } from '@autocura/common';
import type { Operation } from '@autocura/common/schemas';
import { openApi, operations } from '@autocura/common/schemas';
import { ConflictError as HttpConflictError, InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import express from 'express';
import Router from 'express-promise-router';
import type { z } from 'zod';
import type { Access, Allowed } from './access/access';
import type { PermissionName } from './access/permissions';
import { readTest } from './alertTests';
import type { CardReader } from './card';
import { changeIncident, foundIncident } from './changeIncident';
import * as decide from './decisions';
import { changedBy, type Facts, type PlanSettings } from './plan';
import { foretell } from './phases/foretell';
import { present } from './present';
import { acknowledgeProblem } from './problems';
import { healerActor } from './realWorld';
import type { Notices } from './notify';
import { shadowReport } from './shadow';
import { exactly, type Silences } from './silence';
import type { Store } from './store';
import { ConflictError } from './store';
import { covers, coversIncident, coversStep, everything, isEverything, type Scope } from './store/scope';
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
  health(scope: Scope): Promise<ServiceHealth[]>;
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
  /** About what they may. */
  scope: Scope;
  /** About what they may know anything. */
  reads: Allowed['reads'];
  may: Allowed['may'];
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
      const allowed = await access.allow(request, operation.permission as PermissionName);
      const granted = () => access.granted(request);
      const asked = { ...parse(operation, request), ...allowed, granted } as Asked<O>;
      // What one may see is for nobody else that the same cache serves.
      response.set('cache-control', 'private, no-cache');
      response.status(operation.status).json(await answer(asked));
    });

  /** A person's decision about what they may see and may decide about. */
  async function change(
    id: string,
    { actor, scope, reads }: Pick<Asked<Operation>, 'actor' | 'scope' | 'reads'>,
    events: (incident: Incident) => AnyEvent[],
    touched: (incident: Incident) => Step | undefined = () => undefined,
  ): Promise<Incident> {
    const seen = await reads();
    return changeIncident({ store, wake }, id, actor, incident => {
      visible(incident, seen);
      const step = touched(incident);
      if (!(step ? coversStep(scope, step) : covers(scope, incident.service)))
        throw new NotAllowedError(`That is not granted to you for ${step ? changedBy(step) : incident.service}`);
      return events(incident);
    });
  }
  const found = async (id: string, reads: Scope) => visible(await foundIncident(store, id), reads);
  /** What people change while something is sick belongs to its story. */
  async function tellIncidents(made: Change, actor: string) {
    const { items } = await store.incidents({ open: true, limit: 1000 });
    const concerned = items.filter(incident => decide.madeBy(made, incident, actor).length > 0);
    const who = { actor, scope: everything, reads: async () => everything };
    await Promise.all(concerned.map(({ id }) => change(id, who, incident => decide.madeBy(made, incident, actor))));
  }
  async function mayBeTold({ incidentId, service }: Notice, reads: Scope): Promise<boolean> {
    const incident = await store.incident(incidentId);
    return incident ? coversIncident(reads, incident) : covers(reads, service);
  }
  function seen(service: string, reads: Scope): string {
    if (!covers(reads, service)) throw new NotFoundError(`Nothing is known of service ${service}`);
    return service;
  }

  const document = openApi(version);
  router.get('/openapi.json', async (_, response) => {
    response.json(document);
  });

  route(operations.listIncidents, async ({ query: { phase, ...rest }, scope }) => {
    return store.incidents(present({ ...rest, scope, ...(phase && { phase: [phase] }) }));
  });
  route(operations.readIncident, async ({ params: { id }, scope }) => ({
    incident: await found(id, scope),
    timeline: await store.events(streams.incident(id)),
  }));
  route(operations.explainIncident, async ({ params: { id }, query: { language }, scope }) =>
    explain(await found(id, scope), language),
  );
  route(operations.approve, ({ params, body, ...who }) =>
    change(params.id, who, incident => decide.approve(incident, body.digest, who.actor, now()), planned),
  );
  route(operations.reject, ({ params, body, ...who }) =>
    change(params.id, who, incident => decide.reject(incident, body.digest, who.actor, body.note), planned),
  );
  route(operations.run, async ({ params, body, ...who }) => {
    const known = await found(params.id, await who.reads());
    if (!coversStep(who.scope, body.step))
      throw new NotAllowedError(`That is not granted to you for ${changedBy(body.step)}`);
    const foretold = await foretell(known, body.step, options);
    const by = { facts: await facts(known), settings: planning, approvalMs, foretold };
    const events = (incident: Incident) => decide.run(incident, body.step, who.actor, by);
    return change(params.id, who, events, () => body.step);
  });
  route(operations.splitIncident, async ({ params: { id }, body, actor, scope, reads }) => {
    const seenBy = await reads();
    const known = await found(id, seenBy);
    if (!covers(scope, known.service)) throw new NotAllowedError(`That is not granted to you for ${known.service}`);
    const to = randomUUID();
    const { left, opened } = decide.split(known, { ...present(body), to }, actor, now());
    const parted = [
      { stream: streams.incident(id), expected: known.version, events: left, actor },
      { stream: streams.incident(to), expected: 0, events: opened, actor },
    ];
    await store.append(parted).catch((error: unknown) => {
      if (!(error instanceof ConflictError)) throw error;
      throw new HttpConflictError('The incident is changing; try again', error);
    });
    wake();
    return found(to, seenBy);
  });
  route(operations.undo, ({ params, body, ...who }) =>
    change(
      params.id,
      who,
      incident => decide.undo(incident, body.key, who.actor),
      ({ attempts }) => attempts.find(({ key }) => key === body.key)?.step,
    ),
  );
  route(operations.feedback, ({ params, body, ...who }) =>
    change(params.id, who, incident => decide.feedback(incident, present(body), who.actor)),
  );

  route(operations.tellAct, ({ params, body, ...who }) =>
    change(params.id, who, incident => decide.tellAct(incident, present(body), who.actor, now(), planning)),
  );
  route(operations.mark, async ({ params, body, ...who }) => {
    const timeline = await store.events(streams.incident(params.id));
    return change(params.id, who, incident => decide.mark(incident, timeline, present(body), who.actor));
  });
  route(operations.shadow, ({ query, scope }) => shadowReport(store, query, { scope }));

  route(operations.listServices, async ({ scope }) => ({ items: worstFirst(await health(scope)) }));
  route(operations.readService, async ({ params: { name }, scope }) => {
    const one = (await health(scope)).find(({ service }) => service === name);
    if (!one) throw new NotFoundError(`Nothing is known of service ${name}`);
    const { items } = await store.incidents({ service: name, limit: 50, scope });
    const predictions = await store.predictions({ service: name, open: true, limit: 50 });
    return {
      ...{ health: one, changes: await store.healthHistory(name, 200), incidents: items },
      ...{ predictions: predictions.items, trackRecord: await store.trackRecord(name) },
    };
  });
  route(operations.readAutonomy, async ({ params: { name }, scope }) => ({
    items: await autonomy(seen(name, scope)),
  }));
  route(operations.readCard, async ({ params: { name }, actor, scope, may }) => {
    const deciding = await may('autocura.action.approve');
    const mayDecide = (step: Step) => deciding !== undefined && coversStep(deciding, step);
    return card(seen(name, scope), { actor, scope, mayDecide });
  });
  route(operations.readCatalog, async ({ scope }) => {
    const { items, ...rest } = await catalog();
    return { ...rest, items: items.filter(({ service }) => covers(scope, service)) };
  });
  route(operations.readTopology, async ({ scope }) => {
    const { edges, ...rest } = await topology();
    return { ...rest, edges: edges.filter(({ from, to }) => covers(scope, from) && covers(scope, to)) };
  });
  route(operations.listProblems, async ({ query, scope }) => ({
    items: (await store.problems(present(query))).filter(({ service }) => covers(scope, service)),
  }));
  route(operations.acknowledgeProblem, async ({ params: { name, failureMode }, body, actor, scope, reads }) => {
    const service = seen(name, await reads());
    if (!covers(scope, service)) throw new NotAllowedError(`That is not granted to you for ${service}`);
    return acknowledgeProblem(store, { service, failureMode, ...present(body) }, actor);
  });
  route(operations.listPredictions, async ({ query, scope }) => ({
    ...(await store.predictions(present({ ...query, scope }))),
    trackRecord: (await store.trackRecord(query.service)).filter(({ service }) => covers(scope, service)),
  }));
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
  route(operations.listOnCall, async () => ({ items: await notices.onCall() }));
  route(operations.listSlos, async ({ query: { service }, scope }) => ({
    items: (await slos()).filter(
      one => (service === undefined || one.service === service) && covers(scope, one.service),
    ),
  }));
  route(operations.listSilences, async ({ scope }) => ({
    items: (await silences.list()).filter(({ matchers }) => mayQuiet(matchers, scope)),
  }));
  route(operations.makeSilence, async ({ body: { labels, ...rest }, actor, reads }) => {
    const matchers = exactly(labels);
    if (!mayQuiet(matchers, await reads()))
      throw new NotAllowedError('Quiet is asked for by those who may see the service');
    return silences.make({ ...present(rest), matchers }, actor);
  });
  route(operations.endSilence, async ({ params: { id }, actor, reads }) => {
    const seen = await reads();
    const known = (await silences.list()).find(one => one.id === id);
    if (!isEverything(seen) && !mayQuiet(known?.matchers ?? [], seen)) throw new NotFoundError(`No silence ${id}`);
    return silences.end(id, actor);
  });
  route(operations.readBrake, () => brake.read());
  route(operations.pullBrake, ({ body, actor }) => brake.move('pulled', body.reason, actor));
  route(operations.releaseBrake, ({ body, actor }) => brake.move('released', body.reason, actor));
  route(operations.listSources, async () => ({ items: await sources() }));
  route(operations.readAlertTest, ({ params: { id } }) => readTest(store, id));
  route(operations.readRights, async ({ actor, granted }) => ({ actor, permissions: await granted() }));
  route(operations.replay, async ({ body, reads }) => {
    // Its counts are of everything.
    if (!isEverything(await reads())) throw new NotAllowedError('A replay is for those who may see every service');
    return replay(present(body));
  });
  route(operations.history, ({ query, scope }) => store.actions(present({ ...query, scope })));
  route(operations.listChanges, async ({ query: { service, limit }, scope }) => ({
    items: (await store.changes({ ...(service && { services: [service] }), limit, scope })).map(withoutDiffs),
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

/** What one may not see is not there. */
function visible(incident: Incident, reads: Scope): Incident {
  if (!coversIncident(reads, incident)) throw new NotFoundError(`No incident ${incident.id}`);
  return incident;
}

/** Alerts of a service are quietened by who may see it; where that is not one, by who may see everything. */
function mayQuiet(matchers: Matcher[], reads: Scope): boolean {
  if (isEverything(reads)) return true;
  const one = matchers.find(({ name, isRegex, isEqual }) => name === 'service' && !isRegex && isEqual);
  return one !== undefined && covers(reads, one.value);
}

const planned = (incident: Incident) => ('plan' in incident ? incident.plan.step : undefined);

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

import type { AnyEvent, Explanation, Incident, Step } from '@autocura/common';
import { isIrreversible, streams } from '@autocura/common';
import { type Operation, operations } from '@autocura/common/schemas';
import { ConflictError as HttpConflictError, NotAllowedError } from '@backstage/errors';
import { randomUUID } from 'node:crypto';
import type { Looks } from '../access/looks';
import { planIn, type StepUp } from '../access/stepUp';
import { changeIncident, foundIncident } from '../changeIncident';
import * as decide from '../decisions';
import { foretell } from '../phases/foretell';
import { changedBy, type Facts, type PlanSettings } from '../plan';
import { present } from '../present';
import { type Batch, ConflictError, type Store } from '../store';
import { covers, coversStep, type Scope } from '../store/scope';
import type { World } from '../world';
import { between } from './between';
import { type Asked, type Route, shared } from './route';
import { visible } from './visible';

export interface IncidentRoutes {
  store: Store;
  /** Something may be due now. */
  wake(): void;
  now(): Date;
  facts(incident: Incident): Promise<Facts>;
  planning: PlanSettings;
  preview: World['preview'];
  /** How long a proposal waits for an answer, in milliseconds. */
  approvalMs: number;
  explain(incident: Incident, language: string): Promise<Explanation>;
  stepUp: StepUp;
  looked: Looks;
}

/** Incidents, and what people decide about them. */
export function incidentRoutes(route: Route, options: IncidentRoutes): void {
  const { store, wake, now, facts, planning, approvalMs, explain, stepUp, looked } = options;
  const found = async (id: string, reads: Scope) => visible(await foundIncident(store, id), reads);

  /** A person's decision about what they may see and may decide about. */
  async function change(
    id: string,
    { actor, scope, reads }: Pick<Asked<Operation>, 'actor' | 'scope' | 'reads'>,
    events: (incident: Incident) => AnyEvent[],
    touched: (incident: Incident) => Step | undefined = () => undefined,
    beside?: (incident: Incident, decided: AnyEvent[]) => Promise<Batch[]>,
  ): Promise<Incident> {
    const seen = await reads();
    const decide = (incident: Incident) => {
      visible(incident, seen);
      const step = touched(incident);
      if (!(step ? coversStep(scope, step) : covers(scope, incident.service)))
        throw new NotAllowedError(`That is not granted to you for ${step ? changedBy(step) : incident.service}`);
      return events(incident);
    };
    return changeIncident({ store, wake }, id, actor, decide, beside);
  }

  route(
    operations.listIncidents,
    async ({ query: { phase, from, to, ...rest }, scope }) => {
      return store.lists.incidents(present({ ...rest, ...between(from, to), scope, ...(phase && { phase: [phase] }) }));
    },
    shared,
  );
  route(operations.readIncident, async ({ params: { id }, scope }) => ({
    incident: await found(id, scope),
    timeline: await store.events(streams.incident(id)),
  }));
  route(operations.explainIncident, async ({ params: { id }, query: { language }, actor, scope }) => {
    const incident = await found(id, scope);
    // Its sentences alone do not tell of which incident they are.
    await looked(actor, () => incident);
    return explain(incident, language);
  });
  route(operations.approve, ({ params, body: { digest, code }, ...who }) => {
    const doing = { actor: who.actor, signIn: who.signIn(), code };
    const approved = (incident: Incident) => decide.approve(incident, digest, who.actor, now());
    return change(params.id, who, approved, planned, async incident =>
      'plan' in incident && isIrreversible(incident.plan) ? stepUp.demand('irreversible', doing, digest) : [],
    );
  });
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
    const doing = { actor: who.actor, signIn: who.signIn(), code: body.code };
    return change(
      params.id,
      who,
      events,
      () => body.step,
      async (_, decided) => {
        const plan = planIn(decided);
        const act = plan && isIrreversible(plan) && stepUp.needed('irreversible') ? 'irreversible' : 'run';
        return stepUp.demand(act, doing, plan?.digest ?? 'a step');
      },
    );
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
}

const planned = (incident: Incident) => ('plan' in incident ? incident.plan.step : undefined);

import type { AnyEvent, Incident, IncidentEvent, Plan, SizingProposal } from '@autocura/common';
import { english, sentence, sizedId, streams } from '@autocura/common';
import { ConflictError as HttpConflictError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { foretell } from '../phases/foretell';
import { changedBy, type Facts, foreseen, planSizing, type PlanSettings } from '../plan';
import type { Store } from '../store';
import { ConflictError, evolve } from '../store';
import { covers, coversStep, type Scope } from '../store/scope';
import type { World } from '../world';

export interface SizingAnswerOptions {
  store: Store;
  planning: PlanSettings;
  preview: World['preview'];
  facts(incident: Incident): Promise<Facts>;
  /** How long somebody else may take to approve it, where guardrails ask, in milliseconds. */
  approvalMs: number;
  /** Something may be due now. */
  wake(): void;
  now(): Date;
}

/** About what somebody may decide, and about what they may know anything. */
export interface Answerer {
  actor: string;
  scope: Scope;
  reads: Scope;
}

/**
 * An incident of its own carries it out: by guardrails, with its way back, and measured like any action. Throws a 4xx
 * that says why not.
 */
export async function acceptSizing(id: string, by: Answerer, options: SizingAnswerOptions): Promise<SizingProposal> {
  const { store, planning, preview, facts, approvalMs, wake, now } = options;
  const proposal = await answerable(store, id, by);
  const { service, step } = proposal;
  if (!step) throw new HttpConflictError('Nothing here can do it: change it where it is declared');
  if (!coversStep(by.scope, step)) throw new NotAllowedError(`That is not granted to you for ${changedBy(step)}`);
  const incidentId = sizedId(id);
  const opened = opening(proposal, now().toISOString());
  const incident = evolved(incidentId, opened, now().toISOString());
  const foretold = await foretell(incident, step, { preview });
  const judged = { incident, facts: await facts(incident), settings: planning };
  const decision = planSizing({ ...judged, step });
  if ('reason' in decision) throw new HttpConflictError(decision.reason);
  if (decision.kind === 'observed') throw new HttpConflictError('The healing policy lets it only be observed');
  const isAsked = decision.kind === 'proposed';
  const plan = isAsked ? foreseen(decision.plan, foretold, judged) : decision.plan;
  const expiresAt = new Date(now().getTime() + approvalMs).toISOString();
  const planned = carriedOutBy(by.actor, plan, expiresAt, isAsked);
  const accepted: AnyEvent = { type: 'sizing.accepted', data: { by: by.actor, incidentId } };
  await append(store, [
    { stream: streams.incident(incidentId), expected: 0, events: [...opened, ...planned], actor: by.actor },
    { stream: streams.sizing(id), expected: 1, events: [accepted], actor: by.actor },
  ]);
  wake();
  return found(store, id, service);
}

/** What guardrails ask about is what the one who accepts answers. */
function carriedOutBy(by: string, plan: Plan, expiresAt: string, isAsked: boolean): IncidentEvent[] {
  return [
    isAsked
      ? { type: 'incident.proposed', data: { plan, expiresAt } }
      : { type: 'incident.planned', data: { plan: { ...plan, validUntil: expiresAt } } },
    { type: 'incident.approved', data: { digest: plan.digest, by } },
  ];
}

/** Throws a 4xx that says why not. */
export async function refuseSizing(
  id: string,
  note: string | undefined,
  by: Answerer,
  { store }: Pick<SizingAnswerOptions, 'store'>,
): Promise<SizingProposal> {
  const { service } = await answerable(store, id, by);
  const refused: AnyEvent = { type: 'sizing.refused', data: { by: by.actor, ...(note !== undefined && { note }) } };
  await append(store, [{ stream: streams.sizing(id), expected: 1, events: [refused], actor: by.actor }]);
  return found(store, id, service);
}

async function answerable(store: Store, id: string, { scope, reads }: Answerer): Promise<SizingProposal> {
  const proposal = await store.watching.sizing(id);
  if (!proposal || !covers(reads, proposal.service)) throw new NotFoundError(`No proposal ${id}`);
  if (!covers(scope, proposal.service)) throw new NotAllowedError(`That is not granted to you for ${proposal.service}`);
  if (proposal.state !== 'open') throw new HttpConflictError(`It is ${proposal.state}`);
  return proposal;
}

/** Nothing is sick, so there is nothing to look into. */
function opening(proposal: SizingProposal, at: string): IncidentEvent[] {
  const { service } = proposal;
  const title = sentence(english, { type: 'sizing.proposed', data: { proposal } });
  const data = { service, title, severity: 'info' as const, began: 'sizing' as const, alerts: [], dueAt: at };
  const diagnosis = { at, looked: [service], hypotheses: [], evidence: [] };
  return [
    { type: 'incident.opened', data },
    { type: 'incident.diagnosed', data: { diagnosis } },
  ];
}

function evolved(id: string, events: IncidentEvent[], at: string): Incident {
  const stream = streams.incident(id);
  const stored = events.map((event, nth) => ({ ...event, stream, seq: nth + 1, at, actor: 'autocura' }));
  return stored.reduce<Incident | undefined>((before, event) => evolve(before, event), undefined)!;
}

async function append(store: Store, batches: Parameters<Store['append']>[0]) {
  await store.append(batches).catch((error: unknown) => {
    if (error instanceof ConflictError) throw new HttpConflictError('Somebody else has answered it', error);
    throw error;
  });
}

async function found(store: Store, id: string, service: string): Promise<SizingProposal> {
  const proposal = await store.watching.sizing(id);
  if (!proposal) throw new NotFoundError(`No proposal ${id} of ${service}`);
  return proposal;
}

import type {
  CardIncident,
  CardPrediction,
  CardProposal,
  CatalogedService,
  ErrorBudget,
  Incident,
  InPhase,
  Recurrence,
  ServiceCard,
  ServiceHealth,
  Step,
} from '@autocura/common';
import type { Store } from './store';
import type { Scope } from './store/scope';

/** What the catalog says of a service. */
export interface CatalogWord {
  service?: CatalogedService;
  links: ServiceCard['links'];
  unavailable?: string;
}

export interface CardOptions {
  store: Pick<Store, 'serviceHealth' | 'incidents' | 'actions'>;
  /** As it can be believed now. */
  fresh(health: ServiceHealth): ServiceHealth;
  catalog(service: string): Promise<CatalogWord>;
  prediction(service: string): Promise<CardPrediction | null>;
  errorBudget(service: string): Promise<ErrorBudget | null>;
  recurrences(service: string, scope: Scope): Promise<Recurrence[]>;
  /** Where Grafana tells of an incident; absent where there is no Grafana. */
  grafana?(incident: string): string;
}

/** Who asks, and what they may. */
export interface CardReader {
  actor: string;
  /** What they may see. */
  scope: Scope;
  mayDecide(step: Step): boolean;
}

/** Of each kind, so that a storm does not hide what waits for a person. */
const mostShown = 10;

/** All that a service's page says at first sight, from read models. */
export async function readCard(options: CardOptions, service: string, reader: CardReader): Promise<ServiceCard> {
  const { store } = options;
  const { scope } = reader;
  const open = { service, open: true, limit: mostShown, scope };
  const [health, waiting, newest, attempts, word, prediction, errorBudget, recurrences] = await Promise.all([
    store.serviceHealth(service, scope),
    store.incidents({ ...open, phase: ['proposed', 'escalated'] }),
    store.incidents(open),
    store.actions({ service, limit: 1, scope }),
    options.catalog(service),
    options.prediction(service),
    options.errorBudget(service),
    options.recurrences(service, scope),
  ]);
  const incidents = new Map([...waiting.items, ...newest.items].map(incident => [incident.id, incident]));
  const [lastHealing] = attempts.items;
  return {
    service,
    health: options.fresh(health),
    incidents: [...incidents.values()].map(incident => ({
      ...told(incident, reader, options.grafana),
      ...cameBack(incident, service, recurrences),
    })),
    open: health.openIncidents.length,
    ...(lastHealing && { lastHealing }),
    prediction,
    errorBudget,
    links: word.links,
    ...(word.service && { catalog: word.service }),
    ...(word.unavailable !== undefined && { catalogUnavailable: word.unavailable }),
  };
}

function told(incident: Incident, reader: CardReader, grafana: CardOptions['grafana']): CardIncident {
  const { id, title, service, severity, phase, openedAt, updatedAt } = incident;
  return {
    ...{ id, title, service, severity, phase, openedAt, updatedAt },
    ...(incident.phase === 'proposed' && { proposal: proposalOf(incident, reader) }),
    ...(grafana && { grafana: grafana(id) }),
  };
}

/** Its likely cause here, where this is not the first time. */
function cameBack({ diagnosis }: Incident, service: string, recurrences: Recurrence[]) {
  const [likely] = diagnosis?.hypotheses ?? [];
  if (likely?.service !== service) return {};
  const recurrence = recurrences.find(({ failureMode, times }) => failureMode === likely.failureMode && times > 1);
  return { ...(recurrence && { recurrence }) };
}

function proposalOf(incident: InPhase<'proposed'>, { actor, mayDecide }: CardReader): CardProposal {
  const { says, digest, foretold, approvers = 1, approvals = [], askedBy } = incident.plan;
  const mayReject = mayDecide(incident.plan.step);
  const because = !mayReject
    ? 'not granted'
    : askedBy === actor
      ? 'asked for it'
      : approvals.includes(actor)
        ? 'approved it'
        : undefined;
  return {
    ...{ says, digest, expiresAt: incident.expiresAt, approvers, approvals: approvals.length, mayReject },
    ...(foretold && { foretold }),
    mayApprove: because === undefined,
    ...(because && { because }),
  };
}

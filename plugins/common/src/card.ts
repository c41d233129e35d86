import type { ActionRow } from './api';
import type { Recurrence } from './autonomy';
import type { ServiceHealth } from './health';
import type { Incident, Phase } from './incident';
import type { Foretold } from './plan';

/** Why somebody may not say yes to a proposal. */
export const approvalObstacles = ['not granted', 'asked for it', 'approved it'] as const;

/** A step that waits for a person, and what the one who asks may say to it. */
export interface CardProposal {
  /** What would be done, in words. */
  says: string;
  /** What an answer is bound to. */
  digest: string;
  /** ISO 8601. */
  expiresAt: string;
  foretold?: Foretold;
  /** How many people have to approve it, and how many have. */
  approvers: number;
  approvals: number;
  mayReject: boolean;
  mayApprove: boolean;
  /** Where one may not approve. */
  because?: (typeof approvalObstacles)[number];
}

/** An incident in few words. Times are ISO 8601. */
export interface CardIncident extends Pick<Incident, 'id' | 'title' | 'service' | 'severity' | 'openedAt'> {
  phase: Phase;
  updatedAt: string;
  /** Where its likely cause was found here before within seven days. */
  recurrence?: Recurrence;
  proposal?: CardProposal;
  /** Where Grafana tells of it. */
  grafana?: string;
}

/** When a signal is expected to reach what it must not. Times are ISO 8601. */
export interface CardPrediction {
  /** In words. */
  says: string;
  signal: string;
  at: string;
  /** In four of five cases it falls between these; without `latest` it may never come to that. */
  earliest: string;
  latest?: string;
}

/** What an objective still allows. */
export interface ErrorBudget {
  /** Which objective. */
  objective: string;
  /** Share of what is asked that has to be well: 0.999. */
  target: number;
  /** Over how many days. */
  days: number;
  /** Share of the budget that is left; below 0 when more was spent than there was. */
  left: number;
}

export const linkKinds = ['dashboard', 'pagerduty'] as const;

/** What a service is in the catalog. */
export interface CatalogedService {
  /** `component:default/cart`. */
  entity: string;
  /** The annotation that names the service, or `metadata.name`. */
  mappedBy: string;
  /** References of groups and users. */
  owners: string[];
  system?: string;
  domain?: string;
}

export interface MappedEntity extends CatalogedService {
  service: string;
  /** Other entities that claim to be the same service. */
  alsoClaimedBy?: string[];
}

/** Which entities stand for which services. */
export interface CatalogMapping {
  /** By service. */
  items: MappedEntity[];
  /** When the catalog last answered, ISO 8601. */
  readAt?: string;
  /** Why this may be missing or old. */
  unavailable?: string;
}

/** All that a service's page says at first sight, as the one who asks may see it. */
export interface ServiceCard {
  service: string;
  /** The worst reason first. */
  health: ServiceHealth;
  /** Those that have not ended: what waits for a person first, then the newest; few of many. */
  incidents: CardIncident[];
  /** How many have not ended. */
  open: number;
  /** The latest attempt; without an outcome while it is measured. */
  lastHealing?: ActionRow;
  prediction: CardPrediction | null;
  errorBudget: ErrorBudget | null;
  links: { kind: (typeof linkKinds)[number]; title: string; url: string }[];
  /** Absent where no entity stands for it. */
  catalog?: CatalogedService;
  /** Why the catalog's word may be missing or old. */
  catalogUnavailable?: string;
}

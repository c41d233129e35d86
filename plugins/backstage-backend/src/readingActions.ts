import type { Explanation, Incident, ServiceCard } from '@autocura/common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotFoundError } from '@backstage/errors';
import type { Access } from './access/access';
import type { Looks } from './access/looks';
import type { CardReader } from './card';
import type { Store } from './store';
import { covers, coversIncident } from './store/scope';

export interface ReadingActionsOptions {
  store: Pick<Store, 'incidents' | 'incident'>;
  access: Pick<Access, 'allowHere'>;
  card(service: string, reader: CardReader): Promise<ServiceCard>;
  explain(incident: Incident, language: string): Promise<Explanation>;
  looked: Looks;
}

const attributes = { readOnly: true, destructive: false, idempotent: true };
const read = 'autocura.incident.read';

/** What assistants may do, by Backstage's registry of actions: read, as whoever they ask for may, and nothing else. */
export function registerReadingActions(registry: ActionsRegistryService, options: ReadingActionsOptions): void {
  const { store, access, card, explain, looked } = options;
  const reader = (credentials: BackstageCredentials) => access.allowHere(credentials, read);

  registry.register({
    name: 'list-incidents',
    title: 'List incidents',
    description: 'Incidents that Autocura has seen, the newest first: of one service or of all, open ones or all.',
    attributes,
    schema: {
      input: z =>
        z.object({
          service: z.string().max(253).optional().describe('As metrics and alerts call it'),
          open: z.boolean().optional().describe('True for incidents that have not ended'),
          limit: z.number().int().min(1).max(50).default(20),
        }),
      output: z =>
        z.object({
          incidents: z.array(
            z.object({
              id: z.string(),
              service: z.string(),
              title: z.string(),
              phase: z.string(),
              severity: z.string(),
              openedAt: z.string(),
            }),
          ),
        }),
    },
    action: async ({ input: { service, open, limit }, credentials }) => {
      const { actor, scope } = await reader(credentials);
      const filter = { ...(service !== undefined && { service }), ...(open !== undefined && { open }) };
      const { items } = await store.incidents({ ...filter, limit, scope });
      await looked(actor, () => items);
      return { output: { incidents: items.map(inShort) } };
    },
  });

  registry.register({
    name: 'read-incident',
    title: 'Read an incident and its diagnosis',
    description:
      'One incident: its phase, its likely causes with what speaks for them, what was done, in plain sentences.',
    attributes,
    schema: {
      input: z =>
        z.object({
          id: z.string().min(1).max(100),
          language: z.string().max(35).default('en').describe('A BCP 47 tag; English or Portuguese is answered'),
        }),
      output: z =>
        z.object({
          incident: z.object({ id: z.string(), service: z.string(), title: z.string(), phase: z.string() }),
          explanation: z.array(z.string()),
          causes: z.array(z.object({ failureMode: z.string(), service: z.string(), because: z.array(z.string()) })),
          attempts: z.array(z.object({ action: z.string(), target: z.string(), outcome: z.string().optional() })),
        }),
    },
    action: async ({ input: { id, language }, credentials }) => {
      const { actor, scope } = await reader(credentials);
      const incident = await store.incident(id);
      if (!incident || !coversIncident(scope, incident)) throw new NotFoundError(`No incident ${id}`);
      await looked(actor, () => incident);
      const { sentences } = await explain(incident, language);
      const causes = (incident.diagnosis?.hypotheses ?? []).map(({ failureMode, service, because }) => ({
        ...{ failureMode, service, because: because.map(({ says }) => says) },
      }));
      const attempts = incident.attempts.map(({ step: { action, target }, outcome }) => ({
        ...{ action, target, ...(outcome && { outcome }) },
      }));
      const explanation = sentences.map(({ text }) => text);
      return { output: { incident: inShort(incident), explanation, causes, attempts } };
    },
  });

  registry.register({
    name: 'read-service',
    title: 'Read how a service is',
    description:
      'Measured health of a service with its reasons, how many incidents are open, and how it was last healed.',
    attributes,
    schema: {
      input: z => z.object({ service: z.string().min(1).max(253) }),
      output: z =>
        z.object({
          service: z.string(),
          state: z.string(),
          reasons: z.array(z.string()),
          open: z.number(),
          lastHealing: z.object({ action: z.string(), outcome: z.string().optional() }).optional(),
        }),
    },
    action: async ({ input: { service }, credentials }) => {
      const { actor, scope } = await reader(credentials);
      if (!covers(scope, service)) throw new NotFoundError(`Nothing is known of service ${service}`);
      const { health, open, lastHealing } = await card(service, { actor, scope, mayDecide: () => false });
      const last = lastHealing && {
        ...{ action: lastHealing.action, ...(lastHealing.outcome && { outcome: lastHealing.outcome }) },
      };
      const reasons = health.reasons.map(({ says }) => says);
      return { output: { service, state: health.state, reasons, open, ...(last && { lastHealing: last }) } };
    },
  });
}

const inShort = ({ id, service, title, phase, severity, openedAt }: Incident) => ({
  ...{ id, service, title, phase, severity, openedAt },
});

import type { Incident, IncidentEvent, Topology } from '@autocura/common';
import { isStanding, missing, streams } from '@autocura/common';
import { type Acting, ActionFailedError } from './act';
import type { FactsOptions } from './facts';
import { readFacts } from './facts';
import type { KeptLease } from './keptLease';
import type { Source } from './sources/logs';
import type { Facts } from './plan';
import type { Store } from './store';
import { ConflictError, LeaseLostError } from './store';
import type { World } from './world';

export const healerActor = 'autocura';

export interface RealWorldOptions {
  store: Store;
  source?: Source;
  acting: Acting;
  topology(): Promise<Topology>;
  facts: FactsOptions;
  now(): Date;
}

/** The world as it is, written to under one lease: who lost it can write no more. */
export function realWorld(options: RealWorldOptions, kept: KeptLease): World {
  const { store, source, acting, now } = options;
  const { lease } = kept;

  const append = async (incident: Incident, events: IncidentEvent[], facts?: Facts): Promise<Incident> => {
    const stream = streams.incident(incident.id);
    const held = { lease, ...(facts?.begun && { begun: facts.begun }) };
    await store.append([{ stream, expected: incident.version, events, actor: healerActor }], held);
    return current(incident.id);
  };
  const appendFinding = async (incident: Incident, events: IncidentEvent[]): Promise<Incident> => {
    for (let seen = incident; ;) {
      try {
        return await append(seen, events);
      } catch (error) {
        if (!(error instanceof ConflictError) || error instanceof LeaseLostError) throw error;
        const now = await current(incident.id);
        if (now.version === seen.version || !onlyAlertsCame(incident, now)) throw error;
        seen = now;
      }
    }
  };
  const current = async (id: string): Promise<Incident> => {
    const incident = await store.incident(id);
    if (!incident) throw new Error(`Incident ${id} is gone`);
    return incident;
  };

  return {
    now,
    measure: async (questions, usual) =>
      source
        ? source.measure(questions, usual)
        : questions.map((question, index) => ({
            id: `none-${index}`,
            question,
            source: 'prometheus' as const,
            family: '',
            query: '',
            unit: '',
            measurement: missing('no Prometheus is configured (autocura.prometheus.url)'),
          })),
    chart: async (evidence, from, to) => (source ? source.series(evidence, from, to) : evidence),
    courses: async (services, signals, from, to) =>
      source ? source.courses(services, signals, from, to, courseStep(from, to)) : [],
    logs: async (services, since) => source?.findings?.(services, since, now()),
    topology: options.topology,
    changes: (services, since) => store.changes({ services, since }),
    outages: (services, since) => store.outages(services, since),
    worth: () => store.worth(),
    heals: (service, failureMode, since) => store.heals(service, failureMode, since),
    facts: incident => readFacts(options.facts, incident),
    wayBack: step => acting.wayBack(step),
    preview: (step, key) => acting.preview(step, key),
    act: async (step, key) => acting.act(step, key, await kept.leave()),
    fence: async step => {
      const leave = await kept.leave();
      await acting.fence(step, leave).catch((error: unknown) => {
        if (!(error instanceof ActionFailedError)) throw error;
      });
    },
    record: (incident, events, judgedBy) =>
      events.every(isFinding) ? appendFinding(incident, events) : append(incident, events, judgedBy),
    recordFact: async (incident, events) => {
      for (;;) {
        try {
          return await append(await current(incident.id), events);
        } catch (error) {
          if (!(error instanceof ConflictError) || error instanceof LeaseLostError) throw error;
        }
      }
    },
  };
}

/** So many points a course tell what is usual and when it ended to be. */
const points = 240;
/** Seconds between the points of a course. */
export const courseStep = (from: Date, to: Date) =>
  Math.max(1, Math.ceil((to.getTime() - from.getTime()) / 1000 / points));

/** What was found stays found when alerts come meanwhile. In a storm they come faster than anything is measured. */
const isFinding = ({ type }: IncidentEvent) => type === 'incident.diagnosed' || type === 'incident.deferred';

const onlyAlertsCame = (before: Incident, now: Incident) =>
  isStanding(now) &&
  now.phase === before.phase &&
  now.service === before.service &&
  now.startedAt === before.startedAt &&
  now.mergedInto === before.mergedInto &&
  now.attempts.length === before.attempts.length &&
  now.alerts.length >= before.alerts.length;

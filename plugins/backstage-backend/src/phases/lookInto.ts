import type { Diagnosis, Incident, IncidentAlert, Topology } from '@autocura/common';
import { dependenciesOf, isOnlyPredicted } from '@autocura/common';
import { changesSince, diagnose, locate, locatingSignals, questionsFor, weightOf } from '../diagnose';
import { doubts } from '../learn';
import type { Knowledge } from '../loop';
import { defaultDurations } from '../settings';
import type { World } from '../world';
import { beginnings } from './beginnings';
import { lookAhead } from './lookAhead';
import { usualBefore } from './usual';

/** More than this many services would be a question too heavy for a sick Prometheus. */
const widest = 50;

/** Asks about the incident's neighbourhood and judges the answers. */
export async function lookInto(incident: Incident, knowledge: Knowledge, world: World): Promise<Diagnosis> {
  if (isOnlyPredicted(incident)) return lookAhead(incident, knowledge, world);
  const { durations, capabilities } = knowledge;
  const topology = await world.topology();
  const services = neighbourhood(incident, topology);
  const startedAt = new Date(incident.startedAt);
  const usual = await usualBefore({ ...incident, services }, knowledge, world);
  const since = new Date(startedAt.getTime() - durations.changes);
  const [evidence, known, worth, courses, logs] = await Promise.all([
    world.measure(questionsFor(services), usual),
    // As far back again: what took an earlier change back is to be known as that.
    world.changes(services, new Date(since.getTime() - durations.changes)),
    world.worth(),
    world.courses(services, locatingSignals, since, world.now()),
    world.logs(services, usual.before),
  ]);
  const changes = changesSince(known, since);
  const from = new Date(usual.before.getTime() - durations.onset);
  const began = await beginnings({ services, changes, evidence, topology, from }, world);
  const located = locate({
    courses,
    topology,
    ...withAlert(incident),
    changes,
    said: incident.alerts.flatMap(wordsOf),
    lines: logs?.patterns ?? [],
    onset: incident.startedAt,
    timescale: durations.onset / defaultDurations.onset,
  });
  const diagnosis = diagnose({
    at: world.now().toISOString(),
    onset: incident.startedAt,
    services,
    evidence,
    topology,
    changes,
    window: durations.changes,
    shownUntil: new Date(world.now().getTime() - durations.soak).toISOString(),
    began,
    capabilities,
    symptoms: incident.services,
    doubts: doubts(worth),
    ...(located && { localized: weightOf(located), fitting: located.fitting ?? [] }),
  });
  const cited = new Set(
    diagnosis.hypotheses.flatMap(hypothesis => hypothesis.because.flatMap(claim => claim.evidence)),
  );
  const charted = await world.chart(
    diagnosis.evidence.filter(({ id }) => cited.has(id)),
    from,
    world.now(),
  );
  const series = new Map(charted.map(evidence => [evidence.id, evidence]));
  return {
    ...diagnosis,
    evidence: diagnosis.evidence.map(evidence => series.get(evidence.id) ?? evidence),
    ...(located && { located }),
    ...(logs && { logs }),
  };
}

function withAlert({ alerts }: Incident) {
  const [first] = [...alerts].sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
  return first && { alert: { service: first.service, name: first.name } };
}

const wordsOf = ({ name, summary = '', labels }: IncidentAlert) => [name, summary, ...Object.values(labels)];

/** The services whose alerts fire and all that they depend on. */
export function neighbourhood(incident: Pick<Incident, 'services'>, topology: Topology): string[] {
  const reached = incident.services.flatMap(service => dependenciesOf(topology, service));
  return [...new Set([...incident.services, ...reached])].slice(0, widest);
}

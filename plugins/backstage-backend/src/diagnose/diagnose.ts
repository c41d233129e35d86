import type { Change, Diagnosis, Evidence, FittingChange, Topology } from '@autocura/common';
import { dependenciesOf } from '@autocura/common';
import { answersTo, EvidenceIndex } from './answers';
import { explainAway } from './explainAway';
import { standing as standingChanges } from './change';
import type { Capabilities, Context, FailureMode } from './failureMode';
import { failureModes } from './failureModes';
import { preferMechanisms } from './mechanism';
import { record } from './record';
import { weak } from './signs';
import { slowForOthers } from './slowForOthers';
import { slowTogether } from './slowTogether';
import { hypothesisOf, type Suspect, suspect } from './suspect';

export interface DiagnoseInput {
  /** ISO 8601: now, and when the first alert started. */
  at: string;
  onset: string;
  /** Services to judge. */
  services: string[];
  /** Answers to `questionsFor(services)`. */
  evidence: Evidence[];
  topology: Topology;
  /** Changes of these services; those made after the onset are not suspected. */
  changes: Change[];
  /** ISO 8601: a change before this has shown its effect. Where it took one back and the trouble stayed, it was not that one. */
  shownUntil?: string;
  /** How long before the onset changes are suspected, in milliseconds; an hour unless told. */
  window?: number;
  /** By service: when what is felt of it began to be bad, ISO 8601. */
  began?: Record<string, string>;
  capabilities: Record<string, Capabilities>;
  /** Services whose alerts fire. */
  symptoms: string[];
  /** What earlier "no, that was not the cause" take from a mode's support at a service. */
  doubts: (service: string, failureMode: string) => number;
  /** How much each service stands out by statistics alone, in units of support below 1: it decides between equals. */
  localized?: Record<string, number>;
  /** Changes that alter what fails; one alone is named, several leave it open. */
  fitting?: FittingChange[];
  modes?: FailureMode[];
}

/** Support from which a hypothesis can be called likely, and its lead over the best one of another service. */
const likelySupport = 3;
const likelyLead = 2;
/** The loudest alerts can only be caused by what they depend on, as far as the topology is known. */
const unrelated = 3;
/** More than these nobody reads. */
const mostHypotheses = 8;
/** Clocks of two systems differ. */
const skewMs = 5000;

/** Ranks what is likely to be the cause. Pure; the same input gives the same answer. */
export function diagnose(input: DiagnoseInput): Diagnosis {
  const index = new EvidenceIndex(input.evidence);
  const related = new Set(input.symptoms.flatMap(service => dependenciesOf(input.topology, service)));
  const judged = input.services.flatMap(service => {
    const context = contextOf(service, input);
    return (input.modes ?? failureModes).map(mode => suspect(mode, context, answersTo(mode, service, context, index)));
  });
  const suspects = preferMechanisms(explainAway(slowForOthers(slowTogether(judged, input, index), input, index), index))
    .map(one => lower(one, input.doubts(one.context.service, one.mode.id), 'people said it was not the cause before'))
    .map(one =>
      related.size === 0 || related.has(one.context.service)
        ? one
        : lower(one, unrelated, 'nothing that alerts is known to depend on it'),
    )
    .map(one => raise(one, input.fitting ?? []))
    .filter(({ support }) => support > 0);
  const ranked = rank(suspects, input.localized ?? {}).slice(0, mostHypotheses);
  const hypotheses = ranked.map((one, place) => hypothesisOf(one, standing(one, place, ranked)));
  return {
    at: input.at,
    looked: [...input.services],
    hypotheses,
    evidence: record(input.evidence, hypotheses, input.symptoms),
  };
}

function contextOf(service: string, input: DiagnoseInput): Context {
  const { topology, at, onset } = input;
  const until = Date.parse(onset) + skewMs;
  const shown = Date.parse(input.shownUntil ?? onset);
  const began = input.began?.[service];
  return {
    service,
    at,
    onset,
    window: input.window ?? 3_600_000,
    ...(began !== undefined && { began }),
    callees: unique(topology.edges.filter(({ from, to }) => from === service && to !== service).map(({ to }) => to)),
    callers: unique(
      topology.edges.filter(({ from, to }) => to === service && from !== service).map(({ from }) => from),
    ),
    changes: standingChanges(
      input.changes
        .filter(change => change.service === service && Date.parse(change.at) <= Math.max(until, shown))
        .sort((a, b) => Date.parse(b.at) - Date.parse(a.at)),
    ).filter(change => Date.parse(change.at) <= until),
    capabilities: input.capabilities[service] ?? {},
  };
}

const lower = (one: Suspect, by: number, why: string): Suspect =>
  by > 0 ? { ...one, support: one.support - by, because: [...one.because, { says: why, evidence: [] }] } : one;

/** Where the change that a cause names alters what fails, that speaks for it. */
function raise(one: Suspect, [first, second]: FittingChange[]): Suspect {
  if (!first || second || one.support <= 0 || one.judgement.change?.id !== first.change) return one;
  const what = first.commit ? `"${first.commit.subject}"` : `"${first.summary}"`;
  const says = `${what} alters what fails: ${first.shared.join(', ')}`;
  return { ...one, support: one.support + weak, because: [...one.because, { says, evidence: [] }] };
}

function rank(suspects: Suspect[], localized: Record<string, number>): Suspect[] {
  const worth = ({ support, context }: Suspect) => support + (localized[context.service] ?? 0);
  return [...suspects].sort((a, b) => worth(b) - worth(a) || idOf(a).localeCompare(idOf(b)));
}

function standing(one: Suspect, place: number, ranked: Suspect[]) {
  const rival = ranked.find(({ context }) => context.service !== one.context.service);
  const leads = one.support - (rival?.support ?? 0) >= likelyLead;
  return place === 0 && one.support >= likelySupport && leads ? 'likely' : 'inconclusive';
}

const idOf = ({ context, mode }: Suspect) => `${context.service}/${mode.id}`;
const unique = (names: string[]) => [...new Set(names)];

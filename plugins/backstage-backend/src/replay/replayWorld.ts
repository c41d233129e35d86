import type { Evidence, Hold, Incident, IncidentEvent, Question, Topology } from '@autocura/common';
import { missing, signals } from '@autocura/common';
import { earnedIn, suspectedIn } from '../facts';
import { askedForQuiet, brakeIsOn, type Facts, type Policy } from '../plan';
import { courseStep } from '../realWorld';
import type { PrometheusSource } from '../sources/prometheus';
import type { Usual } from '../usual';
import { questionKey } from '../verify';
import type { World } from '../world';
import type { Credits } from './credits';
import type { Ledger } from './ledger';
import type { Run } from './run';
import type { UntouchedEpisodes } from './untouchedEpisodes';

/** No answer was stored then, and none can be had now. */
export class CannotTellError extends Error {
  override readonly name = 'CannotTellError';
}

/** A time that whoever replays moves on; sources with this clock answer as of then. */
export interface Clock {
  now: Date;
}

export interface ReplaySettings {
  clock: Clock;
  policy: Policy;
  protectedTargets: string[];
  /** How long an effect is watched, in milliseconds. */
  watchedMs: number;
  /** Asked where nothing was stored. Its clock must be ours. */
  source?: Pick<PrometheusSource, 'measure' | 'series' | 'courses'>;
  topology?(): Promise<Topology>;
  /** Why what was measured could not be trusted then, in words. */
  blind?(): Promise<string | undefined>;
}

export interface Past {
  ledger: Ledger;
  credits: Credits;
  untouched: UntouchedEpisodes;
  /** Writes into the replayed world, and nowhere else. */
  record(run: Run, events: IncidentEvent[]): Incident;
}

/**
 * The world as it was around one incident, for the loop. Nothing is done and nothing is written: an act is remembered
 * as done. What was measured then is answered from the record; with `asking`, from the source, as of then.
 */
export function replayWorld(settings: ReplaySettings, past: Past, run: Run, asking = false): World {
  const { clock, policy, protectedTargets, watchedMs, source, topology, blind } = settings;
  const { ledger, credits, untouched } = past;
  const now = () => clock.now;
  const record = async (_: Incident, events: IncidentEvent[]) => past.record(run, events);

  const measure = async (questions: Question[], usual?: Usual): Promise<Evidence[]> => {
    const stored = questions.map(question => run.evidence.get(questionKey(question)));
    if (!asking && stored.some(one => one !== undefined))
      return questions.map((question, index) => stored[index] ?? notStored(question, index));
    if (!source) throw new CannotTellError('what was measured then was not stored, and there is nobody to ask');
    return source.measure(questions, { at: now(), ...usual });
  };

  const earnedBy = (incident: Incident) => {
    const services = suspectedIn(incident);
    return earnedIn({ trials: credits.trials(services), untouched: untouched.at(services, credits) }, watchedMs, now());
  };

  return {
    now,
    measure,
    chart: async (evidence, from, to) => (source ? source.series(evidence, from, to) : evidence),
    courses: async (services, names, from, to) =>
      source ? source.courses(services, names, from, to, courseStep(from, to)) : [],
    // Lines are not kept as long as the record.
    logs: async () => undefined,
    topology: async () => (topology ? topology() : { edges: [], unavailable: 'who called whom then is not recorded' }),
    changes: async (services, since) => ledger.changesOf(services, since),
    outages: async (services, since) => ledger.outagesOf(services, since),
    worth: async () => credits.worth(),
    heals: async (service, failureMode, since) => credits.healsSince(service, failureMode, since),
    async facts(incident): Promise<Facts> {
      const blindness = await blind?.();
      const known = ledger.facts(now(), incident);
      const silenced = run.real.said('silenced', askedForQuiet);
      return {
        ...known,
        // Only what is pulled through the API is in the record by itself; of a file or a setting the plans tell.
        ...(known.brake.length === 0 && { brake: heldBy(run) }),
        ...(silenced !== undefined && { silenced }),
        policy,
        watchedMs,
        earned: policy.rules.some(rule => rule.earned) ? earnedBy(incident) : [],
        protectedTargets,
        replicas: await replicasOf(incident, run, settings),
        ...(blindness !== undefined && { blind: blindness }),
      };
    },
    wayBack: async () => undefined,
    preview: async () => undefined,
    act: async () => undefined,
    fence: async () => undefined,
    record,
    recordFact: record,
  };
}

function heldBy({ real }: Run): Hold[] {
  const reason = real.said('brake', brakeIsOn);
  return reason === undefined ? [] : [{ by: 'as recorded', reason }];
}

async function replicasOf(incident: Incident, run: Run, { clock, source }: ReplaySettings): Promise<Facts['replicas']> {
  const questions = suspectedIn(incident).flatMap((service): Question[] => [
    { service, signal: 'replicas.running' },
    { service, signal: 'replicas.wanted' },
  ]);
  const stored = questions.map(question => run.evidence.get(questionKey(question)));
  const unknown = questions.filter((_, index) => stored[index] === undefined);
  const asked = source && unknown.length > 0 ? await source.measure(unknown, { at: clock.now }) : [];
  const replicas: Facts['replicas'] = {};
  for (const evidence of [...stored, ...asked]) {
    if (evidence?.measurement.state !== 'measured') continue;
    const { service, signal } = evidence.question;
    const of = (replicas[service] ??= {});
    of[signal === 'replicas.running' ? 'running' : 'wanted'] = evidence.measurement.value;
  }
  return replicas;
}

const notStored = (question: Question, index: number): Evidence => ({
  id: `not-stored-${index}`,
  question,
  source: 'prometheus',
  family: '',
  query: '',
  unit: signals[question.signal].unit,
  measurement: missing('it was not stored then'),
});

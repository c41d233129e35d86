import type {
  Change,
  Evidence,
  FieldChange,
  Incident,
  IncidentEvent,
  LogFindings,
  Question,
  SignalName,
  Step,
  Topology,
} from '@autocura/common';
import type { Course } from './diagnose';
import type { Facts } from './plan';
import type { WorthRow } from './learn';
import type { Stretch, Usual } from './usual';

/** The one door from the loop to the outside, clock included. */
export interface World {
  now(): Date;
  /** Answers for all questions; what cannot be had is `missing` with the reason. */
  measure(questions: Question[], usual?: Usual): Promise<Evidence[]>;
  /** The same evidence with its series, for people to look at. */
  chart(evidence: Evidence[], from: Date, to: Date): Promise<Evidence[]>;
  /** How these signals of these services went; those that nobody tells are left out. */
  courses(services: string[], signals: SignalName[], from: Date, to: Date): Promise<Course[]>;
  /** What logs of these services tell since then and did not before; undefined where none can be had. */
  logs(services: string[], since: Date): Promise<LogFindings | undefined>;
  topology(): Promise<Topology>;
  changes(services: string[], since: Date): Promise<Change[]>;
  /** Incidents at these services that ended then or later, from their first alert to their end. */
  outages(services: string[], since: Date): Promise<Stretch[]>;
  worth(): Promise<WorthRow[]>;
  /** How often that cause was healed there since then, as far as nobody has taken note of it. */
  heals(service: string, failureMode: string, since: Date): Promise<number>;
  facts(incident: Incident): Promise<Facts>;
  /** The step that restores what is now; undefined where nothing can. */
  wayBack(step: Step): Promise<Step | undefined>;
  /** What it would change, where that can be foretold. Changes nothing. */
  preview(step: Step, key: string): Promise<FieldChange[] | undefined>;
  /**
   * Does it once, and says what was done, where there is more to say than that. Throws LeaseLostError when the incident
   * is somebody else's by now, and then nothing was done.
   */
  act(step: Step, key: string): Promise<string | void>;
  /** What an earlier holder of the incident may still have sent no longer counts, as far as can be told. */
  fence(step: Step): Promise<void>;
  /** Appends if the incident is still as we know it, and so are the facts that were judged by, else throws ConflictError. */
  record(incident: Incident, events: IncidentEvent[], facts?: Facts): Promise<Incident>;
  /** Appends what has already happened outside, whatever else was written meanwhile. */
  recordFact(incident: Incident, events: IncidentEvent[]): Promise<Incident>;
}

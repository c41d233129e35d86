import type { Attempt, FieldChange, Foretold, Incident, Step } from '@autocura/common';
import type { PastAction } from './facts';
import type { Policy } from './policy';

const episodeOf = (incident: Pick<Incident, 'id' | 'episode'>) =>
  `${encodeURIComponent(incident.id)}/${incident.episode}/`;

/** Idempotency key of one try: the same for the same try after a crash, another for the next try or episode. */
export const attemptKey = (incident: Pick<Incident, 'id' | 'episode'>, step: Step, number: number) =>
  `${episodeOf(incident)}${encodeURIComponent(step.action)}/${encodeURIComponent(step.target)}/${number}`;

/**
 * Tries of the episode that goes on now, and those of incidents that it took over. Its earlier episodes stay in the
 * history but bind nobody.
 */
export const attemptsOfEpisode = (incident: Pick<Incident, 'id' | 'episode' | 'attempts'>): Attempt[] =>
  incident.attempts.filter(
    ({ key }) => key.startsWith(episodeOf(incident)) || !key.startsWith(`${encodeURIComponent(incident.id)}/`),
  );

/** Of actions of the last 24 hours, those on the target for the cause that did not heal. */
export const failuresToday = (recent: PastAction[], target: string, failureMode: string) =>
  recent.filter(past => past.target === target && past.failureMode === failureMode && failed(past));

/** What was taken back before it was measured has not healed either. */
const failed = ({ outcome, undoneAt }: PastAction) =>
  outcome === undefined ? undoneAt !== undefined : outcome !== 'healed';

export const sameStep = (a: Step, b: Step) => canonical(a) === canonical(b);

/** A text that is the same for the same step, whatever the order of its parameters. */
export const canonical = ({ action, target, params }: Step) =>
  JSON.stringify([action, target, Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1))]);

/**
 * What an approval is bound to: this step, for this reason, in this episode of this incident, after so many tries,
 * under this policy, with these changes foretold. The part before the last `@` is the same whatever was tried, whatever
 * the policy says and whatever is foretold.
 */
export const digestOf = (
  step: Step,
  hypothesis: string,
  incident: Pick<Incident, 'id' | 'episode' | 'attempts'>,
  policy: Pick<Policy, 'version'>,
  hash: (text: string) => string,
  foretold?: Foretold,
) => {
  const subject = hash(JSON.stringify([canonical(step), hypothesis, incident.id, incident.episode]));
  const circumstances = `${subject}@${incident.attempts.length}.${policy.version ?? 'none'}`;
  return foretold ? `${circumstances}.${hash(whatChanges(foretold))}` : circumstances;
};

/** A text that is the same for the same changes. Why nothing is foretold is told anew each time, and is no part of it. */
const whatChanges = (foretold: Foretold) =>
  'cannot' in foretold ? 'not foretold' : JSON.stringify(foretold.changes.map(lasting).sort());

/** A field that is set to the time of writing is set to another one each time. */
const lasting = ({ object, uid, field, from, to }: FieldChange) =>
  JSON.stringify([object, uid, field, from, to !== undefined && moment.test(to) ? 'now' : to]);

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/** Two digests of the same step for the same reason in the same episode. */
export const sameSubject = (a: string, b: string) => subjectOf(a) === subjectOf(b);

const subjectOf = (digest: string) => (digest.includes('@') ? digest.slice(0, digest.lastIndexOf('@')) : digest);

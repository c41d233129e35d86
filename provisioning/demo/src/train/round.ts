import { type AutocuraClient, english, explain, hasEnded, type Incident, isFiring, sentence } from '@autocura/common';
import type { Fault } from '../fault';
import { until } from '../wait';

/** Who is trained: is told things and chooses. */
export interface Trainee {
  say(text: string): void;
  /** The place in the list of what was chosen. */
  choose(question: string, choices: string[]): Promise<number>;
}

export interface Ground {
  client: Pick<AutocuraClient, 'incidents' | 'incident' | 'approve' | 'reject'>;
  inject(fault: string): Promise<void>;
  /** Undoes what was injected, whatever has been healed. */
  clear(): Promise<void>;
  /** Waits until nothing fails any more. */
  well(): Promise<void>;
  services: string[];
}

/** How one round went. */
export interface Round {
  fault: string;
  /** What the person guessed before they saw the diagnosis. */
  serviceRight: boolean;
  modeRight: boolean;
  /** Whether the diagnosis was right, and what became of its plan. */
  diagnosisRight: boolean;
  outcome: 'healed' | 'not healed' | 'refused' | 'no plan';
}

const firesMs = 180_000;
const judgedMs = 240_000;
/** A list that one can read: the right answer and others. */
const mostModes = 6;

/** Breaks, lets guess, shows the evidence, lets decide, shows what was measured, and puts everything right again. */
export async function playRound({ id, truth }: Fault, person: Trainee, ground: Ground): Promise<Round> {
  const from = new Date().toISOString();
  person.say('Something breaks now. Nothing says what.');
  await ground.inject(id);
  const opened = await firing(ground, from);
  person.say('These alerts fire:');
  for (const { name, service } of opened.alerts.filter(({ status }) => status === 'firing'))
    person.say(`  ${name} on ${service}`);

  const service = ground.services[await person.choose('Which service is it?', ground.services)] ?? '';
  const modes = modesBeside(truth.modes, id);
  const names = modes.map(mode => english.failureModes[mode] ?? mode);
  const mode = modes[await person.choose('And what is the matter?', names)] ?? '';
  const guess = { serviceRight: truth.services.includes(service), modeRight: truth.modes.includes(mode) };
  person.say(guess.serviceRight && guess.modeRight ? 'That is right.' : `It was ${truthOf(truth)}.`);

  const seen = await settled(ground, opened.id);
  const first = seen.diagnosis?.hypotheses[0];
  person.say('What Autocura found, and on which evidence:');
  if (seen.diagnosis) for (const { text } of explain(seen.diagnosis, english)) person.say(`  ${text}`);
  const diagnosisRight =
    first !== undefined && truth.services.includes(first.service) && truth.modes.includes(first.failureMode);
  const outcome = await decide(seen, person, ground);
  await ground.clear();
  await ground.well();
  await until(
    'the incident to end',
    async () => hasEnded((await ground.client.incident(seen.id)).incident),
    judgedMs,
    500,
  );
  return { fault: id, ...guess, diagnosisRight, outcome };
}

/** Lets decide on the plan, where there is one, and tells what was measured of it. */
async function decide(seen: Incident, person: Trainee, ground: Ground): Promise<Round['outcome']> {
  if (seen.phase !== 'proposed') {
    person.say(seen.phase === 'escalated' ? `It calls a person: ${seen.reason}` : 'It has nothing to propose.');
    return 'no plan';
  }
  const { plan, id } = seen;
  person.say(`It proposes: ${plan.says}.`);
  for (const { reason } of plan.verdicts) person.say(`  It asks because ${reason}.`);
  if ((await person.choose('Do you approve?', ['yes', 'no'])) !== 0) {
    await ground.client.reject(id, plan.digest, 'refused in training');
    person.say('Refused. What was broken is put right by hand.');
    return 'refused';
  }
  await ground.client.approve(id, plan.digest);
  person.say('Done. Now it measures whether that helped …');
  const after = await until(
    'the effect to be measured',
    async () => {
      const { incident, timeline } = await ground.client.incident(id);
      return incident.attempts.at(-1)?.outcome !== undefined && { incident, timeline };
    },
    judgedMs,
    500,
  );
  const measured = after.timeline.filter(({ type }) => type === 'incident.verified').at(-1);
  if (measured) person.say(`  ${sentence(english, measured)}`);
  return after.incident.attempts.at(-1)?.outcome === 'healed' ? 'healed' : 'not healed';
}

const firing = ({ client }: Ground, from: string): Promise<Incident> =>
  until(
    'an alert',
    async () => {
      const { items } = await client.incidents({ open: true, limit: 50 });
      return items.find(one => one.mergedInto === undefined && isFiring(one) && one.startedAt > from);
    },
    firesMs,
    500,
  );

/** Once it is settled what is proposed, or that nothing is; the incident that this one went on in, where it did. */
async function settled(ground: Ground, id: string): Promise<Incident> {
  const { incident } = await until(
    'a diagnosis',
    async () => {
      const story = await ground.client.incident(id);
      const { phase, mergedInto } = story.incident;
      return (mergedInto !== undefined || !['open', 'diagnosed', 'planned'].includes(phase)) && story;
    },
    judgedMs,
    500,
  );
  return incident.mergedInto === undefined ? incident : settled(ground, incident.mergedInto);
}

/** The right ones and some others, in an order that does not give it away: by their names. */
function modesBeside(right: string[], salt: string): string[] {
  const all = Object.keys(english.failureModes);
  const start = [...salt].reduce((sum, character) => sum + character.charCodeAt(0), 0) % all.length;
  const others = [...all.slice(start), ...all.slice(0, start)].filter(mode => !right.includes(mode));
  return [...right.slice(0, 1), ...others.slice(0, mostModes - 1)].sort();
}

const truthOf = ({ services, modes }: Fault['truth']) =>
  `${modes.map(mode => english.failureModes[mode] ?? mode).join(' or ')} (${services.join(' or ')})`;

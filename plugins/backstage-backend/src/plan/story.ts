import type { Diagnosis, Incident } from '@autocura/common';
import { attemptsOfEpisode } from './attempts';

/** Why people are called, in sentences they can read on a phone. */
export function unknownCause(incident: Incident, diagnosis: Diagnosis): string {
  const silent = diagnosis.evidence.filter(({ measurement }) => measurement.state === 'missing').length;
  return sentences([
    `The cause is unknown: looked at ${listed(diagnosis.looked)} and nothing stood out`,
    standsOut(diagnosis),
    silent > 0 ? `${silent === 1 ? 'One question' : `${silent} questions`} had no answer` : undefined,
    tried(incident),
  ]);
}

/** Where to look first, if nobody knows for what. */
function standsOut({ located }: Diagnosis): string | undefined {
  const first = located?.services[0]?.service;
  if (!located || located.abstains || first === undefined) return undefined;
  const often = located.confidence === undefined ? '' : `, as it is in ${tenths(located.confidence)} of 10 such cases`;
  return `By statistics alone it is at ${first}${often}`;
}

const tenths = (share: number) => Math.round(share * 10);

export function nothingLeft(
  incident: Incident,
  diagnosis: Diagnosis,
  refused: { says: string; reason: string }[],
): string {
  const likely = diagnosis.hypotheses[0];
  return sentences([
    likely && `Likely cause: ${likely.title} (${likely.service})`,
    tried(incident),
    refused.length === 0 ? 'No remedy is known for it' : undefined,
    // Two hypotheses may have the same remedy.
    ...new Set(refused.map(({ says, reason }) => `Not done: ${says}, because ${reason}`)),
  ]);
}

function tried(incident: Incident): string | undefined {
  const attempts = attemptsOfEpisode(incident).map(
    ({ step, outcome, failed }) => `${step.action} ${step.target} (${failed ?? outcome ?? 'outcome not known'})`,
  );
  return attempts.length === 0 ? undefined : `Tried: ${attempts.join(', ')}`;
}

const listed = (names: string[]) => (names.length === 0 ? 'no service' : names.join(', '));

const sentences = (parts: (string | undefined)[]) =>
  parts
    .filter(part => part !== undefined)
    .map(part => `${part.replace(/\.$/, '')}.`)
    .join(' ');

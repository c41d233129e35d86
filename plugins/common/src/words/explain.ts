import type { Diagnosis, FittingChange, Hypothesis, LogFindings } from '../diagnosis';
import type { Evidence } from '../measurement';
import { quantity } from './quantity';
import type { Words } from './words';

/** A whole sentence, and the ids of the evidence that it rests on. */
export interface Sentence {
  text: string;
  evidence: string[];
}

/** More than these nobody reads at night. */
const most = 4;
/** What changed by less than this share of what is usual explains nothing. */
const noteworthy = 0.2;

/** A diagnosis in plain sentences, made from its evidence alone. */
export function explain(diagnosis: Diagnosis, words: Words): Sentence[] {
  const { hypotheses, evidence, located, logs, looked } = diagnosis;
  const { explanation } = words;
  const [first, second] = hypotheses;
  const silent = evidence.filter(({ measurement }) => measurement.state === 'missing');
  return [
    first ? causeOf(first, words) : { text: explanation.unknown(looked), evidence: [] },
    ...(first ? measuredOf(first, evidence, words) : []),
    ...(second ? [{ text: explanation.rival(modeOf(second, words), second.service), evidence: [] }] : []),
    ...(!first && located && !located.abstains && located.services[0]
      ? [{ text: explanation.place(located.services[0].service, located.confidence), evidence: [] }]
      : []),
    ...fittingOf(located?.fitting ?? [], words),
    ...loggedOf(logs, words),
    ...(silent.length > 0 ? [{ text: explanation.silent(silent.length), evidence: silent.map(({ id }) => id) }] : []),
  ];
}

const causeOf = (first: Hypothesis, words: Words): Sentence => ({
  text: words.explanation.cause(words.standings[first.standing], modeOf(first, words), first.service),
  evidence: cited(first),
});

/** Which change fits what fails, or that several do. */
function fittingOf([first, second]: FittingChange[], { explanation }: Words): Sentence[] {
  if (!first) return [];
  const text = second
    ? explanation.alike(nameOf(first), nameOf(second))
    : explanation.fitting(nameOf(first), first.service, first.shared);
  return [{ text, evidence: [] }];
}

/** That logs tell something, without what stands in them: these sentences may be put into other words elsewhere. */
function loggedOf({ patterns, firstError }: LogFindings = { patterns: [] }, { explanation }: Words): Sentence[] {
  const services = [...new Set(patterns.map(({ service }) => service))];
  return [
    ...(patterns.length > 0 ? [{ text: explanation.logs(patterns.length, services), evidence: [] }] : []),
    ...(firstError
      ? [{ text: explanation.firstError(firstError.service, firstError.traces, firstError.of), evidence: [] }]
      : []),
  ];
}

const nameOf = ({ commit, summary }: FittingChange) =>
  commit ? `${commit.subject} (${commit.id.slice(0, 12)})` : summary;

const modeOf = ({ failureMode, title }: Hypothesis, words: Words) => words.failureModes[failureMode] ?? title;

const cited = ({ because }: Hypothesis) => [...new Set(because.flatMap(claim => claim.evidence))];

/** What of the cited evidence is not as usual, in the order in which it is cited. */
function measuredOf(first: Hypothesis, evidence: Evidence[], words: Words): Sentence[] {
  const byId = new Map(evidence.map(piece => [piece.id, piece]));
  return cited(first)
    .flatMap(id => byId.get(id) ?? [])
    .flatMap(({ id, question, unit, measurement }) => {
      if (measurement.state === 'missing' || !isUnusual(measurement)) return [];
      const told = (value: number) => quantity(value, unit, words.language);
      const { value, normal } = measurement;
      const usual = normal === undefined ? undefined : told(normal);
      const text = words.explanation.measured(
        words.signals[question.signal],
        question.service,
        told(value),
        usual === told(value) ? undefined : usual,
      );
      return [{ text, evidence: [id] }];
    })
    .slice(0, most);
}

const isUnusual = ({ value, normal }: { value: number; normal?: number }) =>
  normal === undefined ? value !== 0 : Math.abs(value - normal) > noteworthy * Math.abs(normal);

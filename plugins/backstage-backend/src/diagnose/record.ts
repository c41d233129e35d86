import type { Evidence, Hypothesis, SignalName } from '@autocura/common';

/** An incident keeps no more evidence than this of one diagnosis; the series of what is cited come on top. */
const mostBytes = 40 * 1024;
/** Beyond this only what is cited is kept. */
const enoughBytes = 24 * 1024;
const symptomSignals: SignalName[] = ['requests.errors', 'requests.p95', 'availability'];

/**
 * What is kept of all that was measured: what is cited first, then the symptoms and how many replicas there were, which
 * guardrails judge by, then what was missing of the services that are sick or suspected.
 */
export function record(evidence: Evidence[], hypotheses: Hypothesis[], symptoms: string[]): Evidence[] {
  const cited = new Set(hypotheses.flatMap(({ because }) => because.flatMap(claim => claim.evidence)));
  const sick = new Set([...symptoms, ...hypotheses.map(({ service }) => service)]);
  const isSymptom = ({ question }: Evidence) =>
    question.by === undefined && symptoms.includes(question.service) && symptomSignals.includes(question.signal);
  const countsReplicas = ({ question }: Evidence) =>
    question.by === undefined && question.signal === 'replicas.running' && sick.has(question.service);
  const rank = (piece: Evidence) => {
    if (cited.has(piece.id)) return 0;
    if (isSymptom(piece) || countsReplicas(piece)) return 1;
    return piece.measurement.state === 'missing' && sick.has(piece.question.service) ? 2 : 3;
  };
  const kept: Evidence[] = [];
  let size = 0;
  for (const piece of evidence.filter(one => rank(one) < 3).sort((a, b) => rank(a) - rank(b))) {
    size += bytesOf(JSON.stringify(piece)) + 1;
    if (size > (rank(piece) === 0 ? mostBytes : enoughBytes)) break;
    kept.push(piece);
  }
  return kept;
}

/** Length in UTF-8. */
function bytesOf(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}

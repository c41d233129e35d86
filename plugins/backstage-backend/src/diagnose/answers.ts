import { type Evidence, type Measurement, missing, type Question, signals, type SignalName } from '@autocura/common';
import type { Answers, Ask, FailureMode } from './failureMode';

type Neighbours = Record<'callees' | 'callers', string[]>;
export interface Answered {
  answers: Answers<string>;
  /** Pieces of evidence each answer rests on. */
  cited: Record<string, Evidence[]>;
}

/** Evidence by what was asked. */
export class EvidenceIndex {
  private readonly byQuestion: Map<string, Evidence>;

  constructor(evidence: Evidence[]) {
    this.byQuestion = new Map(evidence.map(piece => [keyOf(piece.question), piece]));
  }

  find(service: string, { signal, by }: Pick<Ask, 'signal' | 'by'>): Evidence | undefined {
    return this.byQuestion.get(keyOf({ service, signal, ...(by && { by }) }));
  }
}

const keyOf = ({ service, signal, by }: Question) => JSON.stringify([service, signal, by]);

/** The answers to what a mode asks about a service, and what they rest on. */
export function answersTo(mode: FailureMode, service: string, neighbours: Neighbours, index: EvidenceIndex): Answered {
  const answered: Answered = { answers: {}, cited: {} };
  for (const [key, asked] of Object.entries(mode.asks)) {
    const { measurement, evidence } = asked.of
      ? ofNeighbours(asked, service, neighbours[asked.of], index)
      : ofItself(asked, service, index);
    answered.answers[key] = measurement;
    answered.cited[key] = evidence;
  }
  return answered;
}

interface Found {
  measurement: Measurement;
  evidence: Evidence[];
}

function ofItself(asked: Ask, service: string, index: EvidenceIndex): Found {
  const piece = index.find(service, asked);
  return piece
    ? { measurement: piece.measurement, evidence: [piece] }
    : { measurement: missing(`${asked.signal} was not asked`), evidence: [] };
}

/**
 * One measurement of many: parts by neighbour, the worst of them as the value. What callers say by peer is what they
 * say about this service.
 */
function ofNeighbours(asked: Ask, service: string, neighbours: string[], index: EvidenceIndex): Found {
  const parts: Record<string, number> = {};
  const normalParts: Record<string, number> = {};
  const evidence: Evidence[] = [];
  let at = '';
  for (const neighbour of neighbours) {
    const piece = index.find(neighbour, asked);
    if (piece?.measurement.state !== 'measured') continue;
    const { measurement } = piece;
    const aboutUs = asked.of === 'callers' && asked.by === 'peer';
    const value = aboutUs ? measurement.parts?.[service] : measurement.value;
    const normal = aboutUs ? measurement.normalParts?.[service] : measurement.normal;
    if (value === undefined) continue;
    parts[neighbour] = value;
    if (normal !== undefined) normalParts[neighbour] = normal;
    if (measurement.at > at) at = measurement.at;
    evidence.push(piece);
  }
  const worst = worstOf(asked.signal, parts);
  if (worst === undefined) return { measurement: missing(`none of its ${asked.of} tells ${asked.signal}`), evidence };
  const normal = worstOf(asked.signal, normalParts);
  return {
    measurement: { state: 'measured', value: worst, at, parts, normalParts, ...(normal !== undefined && { normal }) },
    evidence,
  };
}

function worstOf(signal: SignalName, parts: Record<string, number>): number | undefined {
  const values = Object.values(parts);
  if (values.length === 0) return undefined;
  return signals[signal].better === 'higher' ? Math.min(...values) : Math.max(...values);
}

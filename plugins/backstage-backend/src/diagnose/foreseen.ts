import type { Claim, Diagnosis, Evidence, Hypothesis, Prediction, Question } from '@autocura/common';
import { missing } from '@autocura/common';
import { limits } from '../watch/limits';
import type { Context, FailureMode } from './failureMode';
import { failureModes } from './failureModes';
import { strong } from './signs';
import { duration, percent } from './words';

/** What tells how far the limits are that are expected to be reached. */
export const foreseenQuestions = (predictions: Prediction[]): Question[] =>
  predictions.flatMap(({ service, kind }) =>
    limits()
      .filter(limited => limited.kind === kind)
      .flatMap(({ of, per }) => (per ? [of, per] : [of]))
      .map((signal): Question => ({ service, signal, normal: true })),
  );

/**
 * Before anything alerts: what is expected is the cause, as far as it is known what a limit leads to. Of the mode that
 * it leads to only the remedies are asked, because nothing of it can be measured yet.
 */
export function foreseen({ predictions, evidence, at }: Foreseen): Diagnosis {
  const hypotheses = predictions.flatMap(prediction => {
    const { leadsTo } = limits().find(({ kind }) => kind === prediction.kind) ?? {};
    const mode = failureModes.find(({ id }) => id === leadsTo);
    return mode ? [hypothesisOf(prediction, mode, { evidence, at })] : [];
  });
  return { at, looked: [...new Set(predictions.map(({ service }) => service))], hypotheses, evidence };
}

interface Foreseen {
  /** Those that are still expected. */
  predictions: Prediction[];
  /** Answers to `foreseenQuestions`. */
  evidence: Evidence[];
  /** ISO 8601. */
  at: string;
}

function hypothesisOf(
  prediction: Prediction,
  mode: FailureMode,
  { evidence, at }: Omit<Foreseen, 'predictions'>,
): Hypothesis {
  const { service, told } = prediction;
  const { id: failureMode, title, asks } = mode;
  const context: Context = {
    ...{ service, changes: [], callees: [], callers: [], at, onset: told.at, window: 0, capabilities: {} },
  };
  const answers = Object.fromEntries(Object.keys(asks).map(key => [key, missing('it has not failed yet')]));
  return {
    ...{ id: `${service}/${failureMode}`, service, failureMode, title, support: strong, standing: 'likely' },
    because: [claimOf(prediction, evidence, at)],
    remedies: mode.remedies(context, { support: strong, because: [] }, answers),
  };
}

function claimOf(prediction: Prediction, evidence: Evidence[], at: string): Claim {
  const { kind, unit, limit, latest } = prediction;
  const own = new Set(foreseenQuestions([prediction]).map(({ service, signal }) => `${service} ${signal}`));
  const cites = evidence.filter(
    ({ question, measurement }) =>
      measurement.state === 'measured' && own.has(`${question.service} ${question.signal}`),
  );
  const told = (value: number) => (unit === 'ratio' ? percent(value) : duration(value));
  const within = (iso: string | undefined) =>
    iso === undefined ? undefined : duration(Math.max(0, (Date.parse(iso) - Date.parse(at)) / 1000));
  const [from, to] = [within(latest.lo), within(latest.hi)];
  const when = from === undefined ? '' : to === undefined ? `, in ${from} at the earliest` : `, in ${from} to ${to}`;
  return {
    says: `${kind} is at ${told(latest.value)} and is expected to reach ${told(limit)}${when} (${percent(latest.likelihood)} likely)`,
    evidence: cites.map(({ id }) => id),
  };
}

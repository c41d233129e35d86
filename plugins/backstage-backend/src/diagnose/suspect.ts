import type { Hypothesis } from '@autocura/common';
import type { Answered } from './answers';
import type { Context, FailureMode, Judgement } from './failureMode';

/** A failure mode that was judged for a service. */
export interface Suspect {
  mode: FailureMode;
  context: Context;
  answered: Answered;
  judgement: Judgement;
  support: number;
  because: { says: string; evidence: string[] }[];
}

export function suspect(mode: FailureMode, context: Context, answered: Answered): Suspect {
  const judgement = mode.judge(answered.answers, context);
  return {
    mode,
    context,
    answered,
    judgement,
    support: judgement.support,
    because: judgement.because.map(({ says, asked }) => ({
      says,
      evidence: (answered.cited[asked] ?? []).map(({ id }) => id),
    })),
  };
}

export function hypothesisOf(one: Suspect, standing: Hypothesis['standing']): Hypothesis {
  const { mode, context, judgement, answered, support, because } = one;
  const { service } = context;
  return {
    id: `${service}/${mode.id}`,
    service,
    failureMode: mode.id,
    title: judgement.about === undefined ? mode.title : `${mode.title} (${judgement.about})`,
    support,
    standing,
    because,
    remedies: mode.remedies(context, judgement, answered.answers),
    ...(judgement.change && { change: judgement.change.id }),
  };
}

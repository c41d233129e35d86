import type { Guardrail } from '../guardrail';

export const askedForQuiet = 'people asked for quiet: ';

export const silenced: Guardrail = {
  id: 'silenced',
  keeps: ['G-07'],
  judge: (_subject, facts) =>
    facts.silenced === undefined ? undefined : { decision: 'ask', reason: `${askedForQuiet}${facts.silenced}` },
};

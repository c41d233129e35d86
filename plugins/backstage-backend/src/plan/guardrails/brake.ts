import { type Guardrail, later } from '../guardrail';

export const brakeIsOn = 'the brake is on: ';

/** How soon it is asked again whether it is let go. */
const againMs = 60_000;

/** Nobody's word gets past it; who wants something done lets it go first. */
export const brake: Guardrail = {
  id: 'brake',
  keeps: ['G-70'],
  judge: (_subject, { brake: holds, now }) =>
    holds.length === 0
      ? undefined
      : {
          decision: 'deny',
          reason: `${brakeIsOn}${holds.map(({ by, reason }) => `${reason} (${by})`).join('; ')}`,
          until: later(now, againMs),
        },
};

import type { HealthState, Hypothesis, Incident, Outcome, Phase } from '@autocura/common';

/** Names of Grafana's palette, which each theme has in its own shades. */
export const healthColors: Record<HealthState, string> = {
  critical: 'red',
  warning: 'orange',
  ok: 'green',
  unknown: 'text',
};

export const phaseColors: Record<Phase, string> = {
  open: 'blue',
  diagnosed: 'blue',
  proposed: 'orange',
  planned: 'blue',
  blocked: 'orange',
  observed: 'purple',
  acting: 'purple',
  verifying: 'purple',
  undoing: 'purple',
  resolved: 'green',
  escalated: 'red',
  expired: 'text',
};

export const outcomeColors: Record<Outcome, string> = {
  healed: 'green',
  'not healed': 'orange',
  worse: 'red',
  inconclusive: 'text',
};

export const severityColors: Record<Incident['severity'], string> = {
  critical: 'red',
  warning: 'orange',
  info: 'blue',
};

export const standingColors: Record<Hypothesis['standing'], string> = {
  confirmed: 'green',
  likely: 'blue',
  inconclusive: 'text',
};

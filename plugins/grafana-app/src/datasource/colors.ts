import {
  healthTones,
  outcomeTones,
  phaseTones,
  predictionTones,
  riskTones,
  standingTones,
  type Incident,
  type Tone,
} from '@autocura/common';

/** Names of Grafana's palette, which each theme has in its own shades; it has no grey that both can show. */
const palette: Record<Tone, string> = {
  danger: 'red',
  warning: 'orange',
  success: 'green',
  info: 'blue',
  neutral: '#7b7b7b',
};

const colored = <K extends string>(tones: Record<K, Tone>) =>
  Object.fromEntries(Object.entries<Tone>(tones).map(([key, tone]) => [key, palette[tone]])) as Record<K, string>;

export const healthColors = colored(healthTones);
export const phaseColors = colored(phaseTones);
export const outcomeColors = colored(outcomeTones);
export const predictionColors = colored(predictionTones);
export const riskColors = colored(riskTones);
export const standingColors = colored(standingTones);
export const severityColors = colored<Incident['severity']>({ critical: 'danger', warning: 'warning', info: 'info' });

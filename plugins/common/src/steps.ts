import type { Incident } from './incident';
import type { Step } from './plan';

/** A step as it is written: action, target and what it is given. */
export function stepName({ action, target, params }: Step): string {
  const values = Object.entries(params).filter(([name]) => name !== 'service');
  return [action, target, ...values.map(([name, value]) => `${name}=${value}`)].join(' · ');
}

/** The remedies of every likely cause, each once. */
export function remediesOf({ diagnosis }: Pick<Incident, 'diagnosis'>): Step[] {
  const remedies = diagnosis?.hypotheses.flatMap(hypothesis => hypothesis.remedies) ?? [];
  return [...new Map(remedies.map(step => [stepName(step), step])).values()];
}

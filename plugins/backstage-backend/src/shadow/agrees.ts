import type { PersonAct, Step } from '@autocura/common';

/** A person did what the step would have: the same action on the same target, with what it sets set to the same. */
export function agrees(step: Step, { step: done }: Pick<PersonAct, 'step'>): boolean {
  if (!done || done.action !== step.action || done.target !== step.target) return false;
  // Numbers come as text where a pipeline told of them.
  return Object.entries(step.params).every(([name, value]) => String(done.params[name] ?? value) === String(value));
}

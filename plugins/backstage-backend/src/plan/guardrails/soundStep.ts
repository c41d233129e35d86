import type { Guardrail } from '../guardrail';

/** An empty or unbounded selector once meant "everything" and wiped the disks of others. */
export const soundStep: Guardrail = {
  id: 'sound-step',
  keeps: ['G-12'],
  judge({ step, action }) {
    const wrong = step.target.trim() === '' ? 'it names no target' : action.objection(step);
    return wrong === undefined ? undefined : { decision: 'deny', reason: `the step is not sound: ${wrong}` };
  },
};

import type { Guardrail } from '../guardrail';

/** The healer never changes itself, what it remembers with or what it sees with; not even with approval. */
export const protectedTarget: Guardrail = {
  id: 'protected-target',
  keeps: ['G-13', 'G-72'],
  judge({ step, hypothesis }, { protectedTargets }) {
    const named = [step.target, step.params.service, step.params.namespace, hypothesis.service]
      .filter(name => typeof name === 'string')
      .flatMap(name => name.toLowerCase().split('/'));
    const found = protectedTargets.find(name => named.includes(name.toLowerCase()));
    return found === undefined ? undefined : { decision: 'deny', reason: `${found} is protected` };
  },
};

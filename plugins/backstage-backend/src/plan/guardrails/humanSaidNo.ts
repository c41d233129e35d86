import { sameSubject } from '../attempts';
import type { Guardrail } from '../guardrail';

export const humanSaidNo: Guardrail = {
  id: 'human-said-no',
  keeps: [],
  judge({ incident, hypothesis, digest, by }) {
    if (by !== undefined) return undefined;
    if (incident.rejected.some(rejected => sameSubject(rejected, digest)))
      return { decision: 'deny', reason: 'a person rejected it' };
    const answer = incident.feedback.filter(given => given.hypothesis === hypothesis.id).at(-1);
    if (!answer || answer.right) return undefined;
    return { decision: 'deny', reason: `${answer.by} said that "${hypothesis.title}" was not the cause` };
  },
};

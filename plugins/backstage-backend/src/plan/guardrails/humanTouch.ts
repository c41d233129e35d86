import type { Facts, Touch } from '../facts';
import type { Guardrail } from '../guardrail';
import { changedBy } from '../policy';

/** Somebody is at it, and knows what for. What they just did is not undone behind their back. */
export const humanTouch: Guardrail = {
  id: 'human-touch',
  keeps: ['G-64'],
  judge({ step, grant: { limits } }, facts) {
    const touched = [...(facts.touched ?? []), ...asked(facts, step.target, changedBy(step))];
    const last = touched
      .filter(
        ({ service, at }) => service === changedBy(step) && Date.parse(at) > Date.parse(facts.now) - limits.handsOffMs,
      )
      .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))[0];
    return last && { decision: 'ask', reason: `${last.by} changed it at ${last.at}: ${last.says}` };
  },
};

/** What people had done through us, to this target, as if they had changed the service themselves. */
const asked = ({ recent }: Facts, target: string, service: string): Touch[] =>
  recent
    .filter(past => past.target === target)
    .flatMap(({ action, at, askedBy, undoneAt, undoneBy }) => [
      ...(askedBy === undefined ? [] : [{ service, at, by: askedBy, says: `${action} ${target}` }]),
      ...(undoneBy === undefined || undoneAt === undefined
        ? []
        : [{ service, at: undoneAt, by: undoneBy, says: `${action} ${target} was taken back` }]),
    ]);

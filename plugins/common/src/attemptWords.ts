import type { TimelineEvent } from './api';
import type { Attempt, Plan } from './plan';
import type { Words } from './words';

/** What each attempt does, in words, by its key: those of the plan that was last made before it began. */
export function attemptWords(timeline: TimelineEvent[], { planned }: Pick<Words, 'planned'>): Map<string, string> {
  const words = new Map<string, string>();
  let plan: Plan | undefined;
  for (const { type, data } of timeline) {
    if (type === 'incident.acting' && plan && isOf(plan, data.attempt)) words.set(data.attempt.key, planned(plan));
    if ('plan' in data) plan = data.plan;
  }
  return words;
}

const isOf = ({ step }: Plan, attempt: Attempt) =>
  step.action === attempt.step.action && step.target === attempt.step.target;

export { attemptKey, attemptsOfEpisode, digestOf, sameStep } from './attempts';
export type { PlanSettings } from './candidate';
export { type Facts, type PastAction, protectedByDefault } from './facts';
export type { Guardrail, KnownAction, Objection, Subject } from './guardrail';
export { guardrails } from './guardrails';
export { defaultLimits, type Limits } from './limits';
export { judgeAgain, plan, type PlanDecision, planForPerson, unknownHypothesis } from './plan';
export { type Grant, granted, type Policy, type PolicyRule } from './policy';
export { strictest } from './strictest';

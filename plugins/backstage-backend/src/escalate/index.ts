export { nextMove } from './nextMove';
export { type Escalation, type EscalationPolicy, type Person, type Target } from './policy';
export { changesAt, onCall, type Schedule } from './schedule';

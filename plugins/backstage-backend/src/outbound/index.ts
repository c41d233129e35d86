export { type Answer } from './answer';
export { type Guard, guard } from './guardedFetch';
export { NoAnswerError } from './noAnswer';
export { type Asked, Target, type TargetState, through, type Through } from './target';
export { alertmanagerDoor, Targets } from './targets';
export { reachOf } from './reach';

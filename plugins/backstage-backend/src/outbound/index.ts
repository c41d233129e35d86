export { type Answer } from './answer';
export { NoAnswerError } from './noAnswer';
export { type Asked, Target, type TargetState, through, type Through } from './target';
export { alertmanagerDoor, Targets } from './targets';

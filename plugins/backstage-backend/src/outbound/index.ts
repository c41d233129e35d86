export { type Answer } from './answer';
export { type Guard, guard } from './guardedFetch';
export { NoAnswerError } from './noAnswer';
export { type Asked, Target, type TargetOptions, through, type Through } from './target';
export { alertmanagerDoor, grafanaDoor, Targets } from './targets';
export { reachOf } from './reach';

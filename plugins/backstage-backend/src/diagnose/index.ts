export { beganAt, changed, feltOf } from './began';
export { changesSince, stepOf } from './change';
export { coverage, type Coverage } from './coverage';
export { diagnose, type DiagnoseInput } from './diagnose';
export type { Capabilities, FailureMode } from './failureMode';
export { failureModes } from './failureModes';
export { foreseen, foreseenQuestions } from './foreseen';
export { questionsFor } from './questions';
export { type Course, locate, locatingSignals, weightOf } from './locate';

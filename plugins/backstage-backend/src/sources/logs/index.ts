export { LogSource } from './logSource';
export { logSettings, logSourceOf } from './settings';
export { type Source, sourceOf } from './sourceOf';

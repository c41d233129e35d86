export { type FirstError, firstError } from './firstError';
export { mine, type Pattern } from './mine';
export { type Frequency, type Risen, risen } from './risen';

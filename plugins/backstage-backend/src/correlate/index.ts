export { correlate, correlating } from './correlate';
export type { CorrelateInput, CorrelateSettings, Decision, PendingAlert } from './decision';
export { opensIncident, testIn } from './severity';
export { sickObject } from './sickObject';
export { titleOf } from './words';

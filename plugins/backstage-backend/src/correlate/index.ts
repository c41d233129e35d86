export { correlate, correlating } from './correlate';
export type { CorrelateInput, CorrelateSettings, Decision, PendingAlert } from './decision';
export { opensIncident } from './severity';
export { sickObject } from './sickObject';

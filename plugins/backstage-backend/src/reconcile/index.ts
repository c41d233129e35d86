export { alertRecord } from './record';
export { askedSources, Reconciler } from './reconciler';
export { alertmanagerSource, type AlertSource, grafanaSource } from './senders';
export { silencedReader } from './silenced';

import { webhook } from './webhook';

/** Grafana Alerting's webhook, version 1. Fields of its own (values, dashboardURL, state, …) are dropped. */
export const grafana = webhook({ name: 'grafana', signs: true, version: '1' });

import { webhook } from './webhook';

/** Alertmanager's webhook, version 4. */
export const alertmanager = webhook({ name: 'alertmanager', signs: false, version: '4' });

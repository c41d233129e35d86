import { alertmanager } from './alertmanager';
import { grafana } from './grafana';
import type { Sender } from './sender';

/** Everything that can send alerts; each has a route of its name. */
export const senders: Sender[] = [alertmanager, grafana];

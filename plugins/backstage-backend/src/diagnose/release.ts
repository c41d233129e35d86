import type { Change, Step } from '@autocura/common';
import { lastChange, undo } from './change';
import type { Context } from './failureMode';

/** The newest release of the service before the trouble began. */
export const release = (context: Context): Change | undefined => lastChange(context, 'deploy');

export const rollBack = (service: string, change: Change | undefined): Step[] => undo(service, change);

export const restart = (service: string): Step => ({ action: 'restart', target: service, params: { service } });

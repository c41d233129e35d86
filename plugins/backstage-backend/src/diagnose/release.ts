import type { Change, Step } from '@autocura/common';
import { type Cited, type Sign, speaksFor } from './signs';
import type { Context } from './failureMode';

/** Trouble that begins within this time after a release probably came with it. */
const soonMs = 15 * 60_000;

/** The newest release of the service before the trouble began. */
export const release = ({ changes }: Context): Change | undefined => changes.find(({ kind }) => kind === 'deploy');

/** Weight `soon` when the trouble began soon after it, 1 when it began later. */
export function sinceRelease<K extends string>(context: Context, asked: K, soon: number): Cited<K>[] {
  const change = release(context);
  if (!change) return [];
  const after = Math.max(0, Date.parse(context.onset) - Date.parse(change.at));
  const sign: Sign = speaksFor(after <= soonMs ? soon : 1, `began ${ago(after)} after the release "${change.summary}"`);
  return [{ ...sign, asked }];
}

export const rollBack = (service: string, change: Change | undefined): Step[] =>
  change?.from ? [{ action: 'roll-back', target: service, params: { service, version: change.from } }] : [];

export const restart = (service: string): Step => ({ action: 'restart', target: service, params: { service } });

const ago = (ms: number) => (ms < 120_000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 60_000)} min`);

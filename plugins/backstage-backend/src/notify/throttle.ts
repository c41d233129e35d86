import { setTimeout as pause } from 'node:timers/promises';
import type { Store } from '../store';

const minuteMs = 60_000;
const holdMs = 5_000;
/** Another replica counts only for a moment. */
const busyMs = 20;
const mostTries = 50;

export interface Turn {
  channel: string;
  owner: string;
  perMinute: number;
  now: Date;
}

/** Counts a message of the channel, for all replicas together. How long it has to wait in milliseconds, 0 when it may go. */
export async function takeTurn(
  store: Pick<Store, 'claimDuty' | 'finishDuty'>,
  { channel, owner, perMinute, now }: Turn,
): Promise<number> {
  for (let tries = 1; tries <= mostTries; tries += 1) {
    const duty = await store.claimDuty<number[]>(`tell by ${channel}`, owner, holdMs);
    if (duty) {
      const recent = (duty.state ?? []).filter(at => at > now.getTime() - minuteMs && at <= now.getTime());
      const first = recent[recent.length - perMinute];
      const kept = await store.finishDuty(duty, first === undefined ? [...recent, now.getTime()] : recent);
      if (kept) return first === undefined ? 0 : first + minuteMs - now.getTime();
    }
    await pause(busyMs);
  }
  return busyMs * mostTries;
}

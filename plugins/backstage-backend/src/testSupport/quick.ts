import type { LoggerService } from '@backstage/backend-plugin-api';
import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Acting } from '../act';
import type { Knowledge } from '../loop';
import type { PolicyRule } from '../plan';
import type { Durations } from '../settings';

/** The loop's waits, in milliseconds: all of an incident's life passes within a second. */
export const quick: Durations = {
  settle: 10,
  soak: 20,
  look: 15,
  verify: 150,
  patience: 400,
  onset: 1000,
  changes: 60_000,
  approval: 60_000,
  reopen: 60_000,
  merge: 60_000,
  health: 50,
  horizon: 10_000,
  observed: 600_000,
};

/** Everything may be done at once and again, within the bounds of the guardrails that stay. */
export const everything: PolicyRule = {
  name: 'everything',
  match: {},
  mode: 'auto',
  limits: {
    cooldownMs: 0,
    perTargetPerHour: 100_000,
    perServicePerHour: 100_000,
    perHour: 100_000,
    raisesPerDay: 100_000,
    raisesPerDayInAll: 100_000,
    failuresPerDay: 100_000,
    stormIncidents: 100_000,
    healsPerWeek: 100_000,
  },
};

export const knowing = (acting: Acting, durations: Partial<Durations> = {}): Knowledge => ({
  durations: { ...quick, ...durations },
  capabilities: {},
  planning: { actions: acting.actions, hash: text => createHash('sha256').update(text).digest('hex') },
});

/** Asks again and again until the answer is neither undefined nor false. Throws with `what` when it never is. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = 60_000,
): Promise<T> {
  const end = Date.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    if (Date.now() > end) throw new Error(`waited ${withinMs} ms for ${what}`);
    await pause(5);
  }
}

export interface Heard {
  level: string;
  message: string;
}

/** A logger that remembers. */
export function listening(heard: Heard[] = []): LoggerService & { heard: Heard[] } {
  const at = (level: string) => (message: string, meta?: unknown) =>
    void heard.push({ level, message: meta instanceof Error ? `${message}: ${meta.message}` : message });
  const logger = {
    heard,
    error: at('error'),
    warn: at('warn'),
    info: at('info'),
    debug: at('debug'),
    child: () => logger,
  };
  return logger;
}

/** A logger that forgets, for who runs long. */
export function forgetting(): LoggerService {
  const drop = () => undefined;
  const logger: LoggerService = { error: drop, warn: drop, info: drop, debug: drop, child: () => logger };
  return logger;
}

import type { ReplayCounts, ReplayedEpisode, Stored } from '@autocura/common';
import { createHash } from 'node:crypto';
import { actions } from '../../act';
import type { PolicyRule } from '../../plan';
import { defaultDurations } from '../../settings';
import { replay, type ReplayOptions } from '..';
import { Script } from './script';

export const start = new Date('2026-03-02T08:00:00.000Z');
export const automatic: PolicyRule = { name: 'all of it', match: {}, mode: 'auto' };
export const proposing: PolicyRule = { name: 'all of it', match: {}, mode: 'propose' };

/** The same with some limits, and without time between two actions unless told. */
export const limited = (limits: PolicyRule['limits']): PolicyRule => ({
  ...automatic,
  limits: { cooldownMs: 0, ...limits },
});

/** The record that is told here. */
export function scripted(write: (script: Script) => void): Stored[] {
  const script = new Script(start);
  write(script);
  return script.events;
}

export async function* inPages(events: Stored[], size = 7): AsyncGenerator<Stored[]> {
  for (let from = 0; from < events.length; from += size) yield events.slice(from, from + size);
}

/** Runs the events through these rules, by the default durations. */
export async function replaying(
  record: Stored[] | AsyncIterable<Stored[]>,
  rules: PolicyRule[],
  about: Partial<ReplayOptions> = {},
): Promise<{ counts: ReplayCounts; episodes: ReplayedEpisode[] }> {
  const episodes: ReplayedEpisode[] = [];
  const counts = await replay(Array.isArray(record) ? inPages(record) : record, {
    from: start,
    to: new Date('2027-01-01'),
    clock: { now: new Date(0) },
    knowledge: {
      durations: defaultDurations,
      capabilities: {},
      planning: { actions, hash: text => createHash('sha256').update(text).digest('hex') },
    },
    policy: { rules },
    protectedTargets: [],
    watchedMs: defaultDurations.verify,
    looksRecorded: true,
    tell: episode => void episodes.push(episode),
    ...about,
  });
  return { counts, episodes };
}

/** What it would have come to, in short: kind, step and what became of it. */
export const inShort = ({ would }: ReplayedEpisode) =>
  would.decisions.map(({ kind, step, outcome }) =>
    [kind, step?.action, step?.target, outcome && `(${outcome})`].filter(Boolean).join(' '),
  );

import type { ReplayedEpisode, ReplayQuery, ReplayReport } from '@autocura/common';
import { ConflictError, InputError } from '@backstage/errors';
import { parsePolicy } from '../act';
import type { Knowledge } from '../loop';
import { type Policy, protectedByDefault } from '../plan';
import type { Settings } from '../settings';
import type { Store } from '../store';
import { pastOf } from './past';
import { replay } from './replay';

const mostEpisodes = 500;

export interface ReplayApiOptions {
  store: Pick<Store, 'history'>;
  knowledge: Knowledge;
  settings: Pick<Settings, 'prometheus' | 'durations' | 'protectedTargets'>;
  /** The policy that is in force. */
  policy(): Promise<Policy>;
}

/** Replays for the API: one at a time, since each takes a core for as long as it lasts. Throws a 4xx that says why not. */
export function replayApi({ store, knowledge, settings, policy }: ReplayApiOptions) {
  let busy = false;
  return async ({ from, to, policy: text }: ReplayQuery): Promise<ReplayReport> => {
    if (busy) throw new ConflictError('Another replay is going on; try again when it is over');
    busy = true;
    try {
      const clock = { now: new Date(0) };
      const episodes: ReplayedEpisode[] = [];
      const [begin, end] = [new Date(from), new Date(to)];
      const counts = await replay(store.history(), {
        ...pastOf(settings, clock),
        ...{ from: begin, to: end, clock, knowledge, looksRecorded: true },
        watchedMs: settings.durations.verify,
        policy: text === undefined ? await policy() : policyOf(text),
        protectedTargets: [...protectedByDefault, ...settings.protectedTargets],
        tell: episode => void (episodes.length < mostEpisodes && episodes.push(episode)),
      });
      const left = counts.episodes - episodes.length;
      return { from: begin.toISOString(), to: end.toISOString(), counts, episodes, left };
    } finally {
      busy = false;
    }
  };
}

function policyOf(text: string): Policy {
  try {
    return { rules: parsePolicy(text) };
  } catch (error) {
    throw new InputError(`body.policy: ${error instanceof Error ? error.message : String(error)}`, error);
  }
}

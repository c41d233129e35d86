import { Predictor } from '../predict';
import { LevelKeeper } from '../levels';
import { present } from '../present';
import { Sizer } from '../sizing';
import { Watcher } from '../watcher';
import type { Foundation } from './foundation';
import type { Healing } from './healing';
import { type Part, partsOf } from './part';
import type { Seen } from './seeing';

export interface WatchingOptions extends Foundation {
  seen: Seen;
  healed: Healing;
  /** Watches by thresholds that nobody typed. */
  thresholds: Part | undefined;
  /** Keeps error budgets. */
  budgets: Part | undefined;
}

/** What looks at every service again and again. */
export function watching({ settings, store, logger, now, ...rest }: WatchingOptions): Part[] {
  const { healed, budgets, thresholds } = rest;
  const { source } = rest.seen;
  const { durations, prediction } = settings;
  const predictor =
    source &&
    prediction.on &&
    new Predictor({
      ...{ store, source, wake: healed.wake, logger, now },
      ...{ horizonMs: durations.horizon, limits: present(prediction.limits) },
    });
  const watcher = source && new Watcher({ store, source, everyMs: durations.health, logger, now });
  const levels = source && new LevelKeeper({ store, everyMs: durations.health, logger, now });
  const sizer = source && new Sizer({ store, source, durations, logger, now });
  return partsOf('watcher', watcher, predictor, budgets, thresholds, levels, sizer);
}

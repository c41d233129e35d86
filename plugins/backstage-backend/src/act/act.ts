import { setTimeout as sleep } from 'node:timers/promises';
import type { FieldChange, Step } from '@autocura/common';
import type { Action } from './action';
import { actions as allActions } from './actions';
import { ActionFailedError, type Leave, type Runner } from './runners';

/** No such action, or nothing here that could run it. */
export class UnknownActionError extends Error {
  override readonly name = 'UnknownActionError';
  constructor(readonly action: string) {
    super(`nothing here can run "${action}"`);
  }
}

export interface Acting {
  /** What can be done here: the actions that have a runner. */
  actions: Action[];
  /** The step that restores what is now. Throws UnknownActionError, UnsoundStepError, ActionFailedError. */
  wayBack(step: Step): Promise<Step | undefined>;
  /** What it would change, where its runner can foretell that; nothing is. Throws the same. */
  preview(step: Step, key: string): Promise<FieldChange[] | undefined>;
  /** Does it, at most once, and not after the leave has run out; says what was done. Throws the same. */
  act(step: Step, key: string, leave?: Leave): Promise<string | void>;
  /** Tells whoever runs this step that an older fence than this one no longer counts. Throws ActionFailedError. */
  fence(step: Step, leave: Leave): Promise<void>;
}

/**
 * Brings actions and runners together; `runners.default` runs what has no runner of its own.
 * What failed before anything was sent is tried again after each of `retryAfterMs`; nothing else ever is.
 */
export function acting({
  runners,
  actions = allActions,
  retryAfterMs = [200, 1_000],
}: {
  runners: { default?: Runner; byAction?: Record<string, Runner> };
  actions?: Action[];
  retryAfterMs?: number[];
}): Acting {
  const runnerOf = (id: string) =>
    runners.byAction && Object.hasOwn(runners.byAction, id) ? runners.byAction[id] : runners.default;

  const find = ({ action: id }: Step) => {
    const action = actions.find(known => known.id === id);
    const runner = runnerOf(id);
    if (!action || !runner) throw new UnknownActionError(id);
    return { action, runner };
  };

  return {
    actions: actions.filter(({ id }) => runnerOf(id) !== undefined),
    async wayBack(step) {
      const { action, runner } = find(step);
      return action.wayBack(step, runner);
    },
    async preview(step, key) {
      const { action, runner } = find(step);
      return action.preview(step, key, runner);
    },
    async act(step, key, leave) {
      const { action, runner } = find(step);
      for (const wait of retryAfterMs) {
        try {
          return await action.run(step, key, runner, leave);
        } catch (error) {
          if (!(error instanceof ActionFailedError) || error.when !== 'before') throw error;
          await sleep(wait);
        }
      }
      return action.run(step, key, runner, leave);
    },
    async fence(step, leave) {
      await runnerOf(step.action)?.fence?.(leave);
    },
  };
}

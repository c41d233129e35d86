import type { FieldChange, Step } from '@autocura/common';
import type { z } from 'zod';
import type { KnownAction } from '../plan';
import type { Leave, Runner } from './runners/runner';

type Params = Step['params'];

/** Something that can be done. It is described, taken back and done by data, and sets a state instead of adding to one. */
export interface Action extends KnownAction {
  /** Bounds of its parameters, absolute ceilings included. */
  params: z.ZodType<Params>;
  /** The step that restores what is now; undefined where nothing can. To be read before `run`. */
  wayBack(step: Step, runner: Runner): Promise<Step | undefined>;
  /** What `run` would change, where the runner can foretell that. */
  preview(step: Step, key: string, runner: Runner): Promise<FieldChange[] | undefined>;
  /** Throws UnsoundStepError before anything is sent, ActionFailedError after. */
  run(step: Step, key: string, runner: Runner, leave?: Leave): Promise<string | void>;
}

interface Definition<P extends Params> {
  id: string;
  params: z.ZodType<P>;
  /** What it does, in plain words, as an order: "Restart cart". */
  describe(params: P, target: string): string;
  reversible: KnownAction['reversible'];
  /** Which action takes it back, where it is another one. */
  backBy?: string;
  interrupts?: boolean;
  leaves?(params: P): number;
  wants?(params: P): ReturnType<NonNullable<KnownAction['wants']>>;
  grows?: keyof P & string;
}

/** The step's parameters are out of bounds, or it names no target. */
export class UnsoundStepError extends Error {
  override readonly name = 'UnsoundStepError';
}

/** Parameters that name what is changed, the widest first: locks and limits count for that. */
const targets = ['service', 'node', 'claim', 'application', 'kustomization', 'helmRelease', 'cronJob', 'job'];

/** An action from its own few answers. What its parameters say is changed has to be the target. */
export function action<P extends Params>(definition: Definition<P>): Action {
  const { id, params, leaves, wants, grows } = definition;

  const objection = (step: Step): string | undefined => {
    if (step.target.trim() === '') return 'it names no target';
    const parsed = params.safeParse(step.params);
    if (!parsed.success) {
      return parsed.error.issues
        .map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '))
        .join('; ');
    }
    const named = targets.map(key => parsed.data[key]).find(value => value !== undefined);
    return named === undefined || named === step.target ? undefined : `its target is ${step.target}, not ${named}`;
  };

  const read = (step: Step): P => {
    const wrong = objection(step);
    if (wrong !== undefined) throw new UnsoundStepError(`${id}: ${wrong}`);
    return params.parse(step.params);
  };

  return {
    id,
    params,
    reversible: definition.reversible,
    interrupts: definition.interrupts ?? false,
    objection,
    describe: step => definition.describe(read(step), step.target),
    ...(grows !== undefined && { grows }),
    ...(leaves && { leaves: (step: Step) => leaves(read(step)) }),
    ...(wants && { wants: (step: Step) => wants(read(step)) }),
    async wayBack(step, runner) {
      const now = definition.reversible === 'reversible' ? await runner.state(id, read(step)) : undefined;
      return now && { action: definition.backBy ?? id, target: step.target, params: now };
    },
    preview: async (step, key, runner) => runner.preview?.(id, read(step), key),
    run: async (step, key, runner, leave) => runner.run(id, read(step), key, leave),
  };
}

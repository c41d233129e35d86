import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Asked, Inputs, Run } from '../jobs/jobSystem';
import { type KnownJob, misfit, systemOf } from '../jobs/known';
import { expectDone } from './call';
import { callAllowed, reachOf } from './callAllowed';
import { ActionFailedError, type Leave, type Runner } from './runner';

export interface JobSettings {
  /** What may be run, by the name that a step calls it. */
  jobs: Record<string, KnownJob>;
  timeoutMs?: number;
  /** Between two looks at a run. */
  everyMs?: number;
}

type Params = Parameters<Runner['run']>[1];

/** Starts a job of somebody else's once, and waits for its end. */
export function jobRunner({ jobs, timeoutMs = 10_000, everyMs = 2_000 }: JobSettings): Runner {
  const takesBack = new Set(Object.values(jobs).map(({ undo }) => undo));

  const find = (action: string, { service: _, job: asked, ...inputs }: Params) => {
    const name = String(asked);
    const job = Object.hasOwn(jobs, name) ? jobs[name] : undefined;
    const system = job && systemOf(job);
    if (!job || !system) throw new ActionFailedError('refused', `no job is known as ${name}`);
    if (action === reversible && job.undo === undefined && !takesBack.has(name)) {
      throw new ActionFailedError('refused', `nothing is known that takes ${name} back`);
    }
    const objection = misfit(job, inputs);
    if (objection !== undefined) throw new ActionFailedError('refused', `${name}: ${objection}`);
    return { job, system, inputs, name };
  };

  return {
    async state(action, params) {
      const { job, inputs } = find(action, params);
      const undo = job.undo === undefined ? undefined : jobs[job.undo];
      if (action !== reversible || job.undo === undefined || !undo) return undefined;
      const taken = Object.entries(inputs).filter(([each]) => Object.hasOwn(undo.inputs ?? {}, each));
      return { ...(params.service !== undefined && { service: params.service }), job: job.undo, ...fromEntries(taken) };
    },

    async run(action, params, _key, leave) {
      const { job, system, inputs, name } = find(action, params);
      const ask = async (asked: Asked, more: { leave?: Leave } = {}) => {
        const answer = await callAllowed({ ...reachOf(system.system), timeoutMs }, { ...asked, ...more });
        expectDone(answer, system.title);
        return answer;
      };

      const answer = await ask(system.start(inputs), leave && { leave });
      const run = read(() => system.started(JSON.parse(answer.body)));
      if (!run) throw new ActionFailedError('unknown', `${system.title} started ${name}, but does not say which run`);
      const told = [`run ${run.id} of ${name} on ${system.title}`, run.page && `(${run.page})`]
        .filter(Boolean)
        .join(' ');
      if (run.but !== undefined) throw new ActionFailedError('unknown', `${told}: ${run.but}`);

      const ended = await untilEnded(run);
      if (ended?.well) return `${told}: ${ended.says}`;
      throw new ActionFailedError('unknown', `${told}: ${ended?.says ?? 'not known to have ended'}`);

      /** Undefined when it is no longer waited for. A look that fails tells nothing, and the next one may. */
      async function untilEnded(one: Run) {
        const until = performance.now() + (job.deadline ?? usualDeadline) * 1_000;
        while (performance.now() < until && !leave?.signal.aborted) {
          const seen = await ask(system.look(one)).catch(() => undefined);
          const end = seen && read(() => system.ended(JSON.parse(seen.body)));
          if (end) return end;
          await pause(everyMs);
        }
        return undefined;
      }
    },
  };
}

const reversible = 'run-reversible-job';
const usualDeadline = 300;

const fromEntries = (entries: [string, Inputs[string]][]): Inputs => Object.fromEntries(entries);

function read<T>(told: () => T): T | undefined {
  try {
    return told();
  } catch {
    return undefined;
  }
}

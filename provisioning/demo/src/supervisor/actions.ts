import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseServer } from '../databaseServer';
import { flags } from '../plan';
import type { DatabaseWatch } from './databaseStats';
import type { Supervisor } from './supervisor';

export type Params = Record<string, unknown>;

/** A parameter that is not as it must be; the message names it. */
export class BadParamError extends Error {
  override readonly name = 'BadParamError';
  constructor(
    readonly field: string,
    expected: string,
  ) {
    super(`params.${field}: ${expected}`);
  }
}

export interface Action {
  /** @throws BadParamError */
  run(params: Params): Promise<Record<string, unknown>>;
  /** Parameters that would bring back what is now; undefined where nothing can. @throws BadParamError */
  now(params: Params): Params | undefined;
}

const by = 'operations';
const databaseName = 'postgres';

/** Everything the supervisor can be asked for. Each sets a state. */
export function actionsOf(
  supervisor: Supervisor,
  database: DatabaseWatch,
  server: Pick<DatabaseServer, 'restart'>,
): Record<string, Action> {
  const serviceIn = ({ service }: Params): string => {
    if (typeof service !== 'string' || !supervisor.has(service))
      throw new BadParamError('service', 'must name a service');
    return service;
  };
  const flagIn = ({ flag }: Params): keyof typeof flags => {
    const found = Object.keys(flags).find(each => each === flag);
    if (!found) throw new BadParamError('flag', `must be one of ${Object.keys(flags).join(', ')}`);
    return found as keyof typeof flags;
  };
  const configIn = (params: Params) => {
    const service = serviceIn(params);
    const { config, revision, revisions } = supervisor.deploymentOf(service);
    if (params.config !== config) throw new BadParamError('config', `must be ${config}`);
    return { service, config, revision, revisions };
  };
  const nothing = () => undefined;
  const restartDatabase = async () => {
    await server.restart();
    return { service: databaseName };
  };

  return {
    restart: {
      run: async params => {
        if (params.service === databaseName) return restartDatabase();
        const service = serviceIn(params);
        await supervisor.restart(service);
        return { service };
      },
      now: nothing,
    },
    'restart-database': {
      run: async ({ service }) => {
        if (service !== databaseName) throw new BadParamError('service', `must be ${databaseName}`);
        return restartDatabase();
      },
      now: nothing,
    },
    'replace-slot': {
      run: async params => {
        const service = serviceIn(params);
        const slot = numberIn(params, 'slot', 0, supervisor.deploymentOf(service).slots.length - 1);
        await supervisor.replaceSlot(service, slot);
        return { service, slot };
      },
      now: nothing,
    },
    'roll-back': {
      run: async params => {
        const service = serviceIn(params);
        const known = [...supervisor.deploymentOf(service).versions.keys()];
        const version = known.find(each => each === params.version);
        if (!version) throw new BadParamError('version', `must be one of ${known.join(', ')}`);
        await supervisor.release(service, version, by);
        return { service, version };
      },
      now: params => {
        const service = serviceIn(params);
        return { service, version: supervisor.deploymentOf(service).version };
      },
    },
    'restore-config': {
      run: async params => {
        const { service, config, revisions } = configIn(params);
        const version = [...revisions.keys()].find(each => each === params.version);
        if (!version) throw new BadParamError('version', `must be one of ${[...revisions.keys()].join(', ')}`);
        await supervisor.configure(service, version, by);
        return { service, config, version };
      },
      now: params => {
        const { service, config, revision } = configIn(params);
        return { service, config, version: revision };
      },
    },
    scale: {
      run: async params => {
        const service = serviceIn(params);
        const replicas = numberIn(params, 'replicas', 1, 6);
        await supervisor.scale(service, replicas, by);
        return { service, replicas };
      },
      now: params => {
        const service = serviceIn(params);
        return { service, replicas: supervisor.deploymentOf(service).slots.length };
      },
    },
    'set-flag': {
      run: async params => {
        const flag = flagIn(params);
        const values: readonly string[] = flags[flag];
        const value = values.find(each => each === String(params.value));
        if (!value) throw new BadParamError('value', `must be one of ${values.join(', ')}`);
        supervisor.setFlag(flag, value, by);
        return { flag, value };
      },
      now: params => {
        const flag = flagIn(params);
        return { flag, value: supervisor.flags[flag] };
      },
    },
    'shed-load': {
      run: async params => {
        const service = serviceIn(params);
        const share = numberIn(params, 'share', 0, 1, false);
        supervisor.shedLoad(service, share);
        return { service, share };
      },
      now: params => {
        const service = serviceIn(params);
        return { service, share: supervisor.deploymentOf(service).shed };
      },
    },
    'set-retries': {
      run: async params => {
        const service = serviceIn(params);
        const max = numberIn(params, 'max', 0, 3);
        supervisor.setRetries(service, { max, budget: true }, by);
        return { service, max };
      },
      now: params => {
        const service = serviceIn(params);
        return { service, max: supervisor.deploymentOf(service).retries.max };
      },
    },
    'terminate-blocker': {
      run: async params => {
        const pid = params.pid === undefined ? undefined : numberIn(params, 'pid', 2, 2 ** 22);
        return { terminated: await database.terminate(pid) };
      },
      now: nothing,
    },
    'clean-scratch': {
      run: async params => {
        const service = serviceIn(params);
        const folder = supervisor.scratchOf(service);
        const names = await readdir(folder).catch(() => []);
        await Promise.all(names.map(name => rm(join(folder, name), { recursive: true, force: true })));
        return { service };
      },
      now: nothing,
    },
  };
}

/** Numbers may come as text, as they do in a query string. */
function numberIn(params: Params, field: string, least: number, most: number, whole = true): number {
  const given = params[field];
  const value = typeof given === 'string' && given !== '' ? Number(given) : given;
  const fits = typeof value === 'number' && value >= least && value <= most && (!whole || Number.isInteger(value));
  if (!fits) throw new BadParamError(field, `must be a ${whole ? 'whole ' : ''}number from ${least} to ${most}`);
  return value;
}

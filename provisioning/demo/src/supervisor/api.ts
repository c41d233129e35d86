import type { Asked, Reply } from '../http';
import { BadParamError } from './actions';
import type { Action, Params } from './actions';
import { Fences } from './fences';
import type { Once } from './once';
import type { Supervisor } from './supervisor';

/**
 * `GET /state`, `POST /actions/<action>`, `GET /actions/<action>/state` and `POST /fences`. Whoever acts for an incident
 * may say by `x-autocura-incident` and `x-autocura-fence` that it is their turn; who had an earlier turn is refused.
 */
export function supervisorApi(supervisor: Supervisor, actions: Record<string, Action>, once: Once) {
  const fences = new Fences();
  return async ({ method, path, query, header, json }: Asked): Promise<Reply> => {
    if (method === 'GET' && path === '/state') return { body: stateOf(supervisor) };
    const turn = () => fences.admit(header('x-autocura-incident'), header('x-autocura-fence'));
    if (method === 'POST' && path === '/fences') return turn() ?? {};
    const [, root, name = '', rest] = path.split('/');
    const action = root === 'actions' && Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action) return { status: 404, body: { error: `nothing is called ${path}` } };
    try {
      if (method === 'GET' && rest === 'state') {
        const params = action.now(Object.fromEntries(query));
        return params ? { body: { params } } : { status: 404, body: { error: `${name} has no way back` } };
      }
      if (method === 'POST' && rest === undefined) {
        const body = await json();
        return turn() ?? (await run(action, name, body, once));
      }
    } catch (error) {
      if (error instanceof BadParamError) return { status: 400, body: { error: error.message, field: error.field } };
      throw error;
    }
    return { status: 405, body: { error: `${method} is not for ${path}` } };
  };
}

async function run(action: Action, name: string, body: unknown, once: Once): Promise<Reply> {
  const { params, idempotencyKey } = (body ?? {}) as { params?: unknown; idempotencyKey?: unknown };
  const bad = (field: string, expected: string): Reply => ({
    status: 400,
    body: { error: `${field}: ${expected}`, field },
  });
  if (typeof idempotencyKey !== 'string' || idempotencyKey === '') return bad('idempotencyKey', 'must be a text');
  if (typeof params !== 'object' || params === null || Array.isArray(params)) return bad('params', 'must be an object');
  const answer = await once.do(idempotencyKey, async () => ({
    action: name,
    done: await action.run(params as Params),
    at: new Date().toISOString(),
  }));
  return { body: answer };
}

function stateOf(supervisor: Supervisor) {
  const deployments = [...supervisor.deployments];
  return {
    services: deployments.map(([service, { version, versions, config, revision, slots }]) => ({
      service,
      version,
      configuration: { name: config, version: revision },
      versions: [...versions.keys()],
      replicas: slots.length,
      slots: slots.map(slot => ({
        slot: slot.index,
        instance: slot.instance,
        state: slot.state,
        restarts: slot.restarts,
        ...(slot.process && {
          version: slot.process.version,
          pid: slot.process.pid,
          startedAt: new Date(slot.process.startedAt).toISOString(),
        }),
      })),
    })),
    flags: supervisor.flags,
    shed: Object.fromEntries(deployments.map(([service, { shed }]) => [service, shed])),
    retries: Object.fromEntries(deployments.map(([service, { retries }]) => [service, retries.max])),
  };
}

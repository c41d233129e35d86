import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { backendBundle } from './build';
import { PidFile } from './pids';
import { answers, until } from './wait';

/** Where nothing can listen or answer: discard, a port that clients refuse. Any other may be somebody's Prometheus. */
const nowhere = 'http://127.0.0.1:9';
/** Node takes what memory there is unless told that it is little. */
const modest = ['--max-old-space-size=256'];

export interface BackendOptions {
  root: string;
  dir: string;
  port: number;
  /** `second`: of another operator, where a configuration on top knows one. */
  tokens: { shop: string; operator: string; second?: string };
  shop: { prometheus?: string; alertmanager?: string; supervisor: string; supervisorToken: string };
  /** The healing policy; the shop's own unless told. */
  policy?: string;
  /** Files laid over the shop's configuration. */
  configs?: string[];
  /** What those files name. */
  environment?: Record<string, string>;
  /** Node's own options, beside a modest heap. */
  nodeArgs?: string[];
  /** How long it may take to get ready; two minutes unless told. */
  readyMs?: number;
  onProgress?(text: string): void;
}

const pidsOf = (dir: string) => new PidFile(join(dir, 'backend-pids.json'));

/** Ends a backend that a crash left running, for whoever knows that the folder is nobody's. */
export const endOldBackend = (dir: string) => pidsOf(dir).sweep();

/**
 * The built backend as a process of its own, with the shop's configuration. Resolves when it is ready.
 * @throws when it does not get ready; then it is ended
 */
export async function startBackend({
  root,
  dir,
  port,
  tokens,
  shop,
  policy = join(root, 'provisioning/demo/policy.yaml'),
  configs = [],
  environment = {},
  nodeArgs = [],
  readyMs = 120_000,
  onProgress,
}: BackendOptions) {
  onProgress?.('starting the backend …');
  const log = join(dir, 'backend.log');
  const files = [join(root, 'provisioning/demo/app-config.yaml'), ...configs].flatMap(file => ['--config', file]);
  // Straight into the file: it goes on when we are gone.
  const output = openSync(log, 'a', 0o600);
  const child = spawn(process.execPath, [...modest, ...nodeArgs, backendBundle(root), ...files], {
    cwd: join(root, 'plugins/backstage-backend'),
    // In a session of its own: Ctrl-C reaches only us, and Linux, which may share the cores out by sessions, gives it a
    // share of its own. It ends with us: it hears when it is disconnected.
    detached: true,
    stdio: ['ignore', output, output, 'ipc'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      AUTOCURA_PORT: String(port),
      AUTOCURA_DATA: join(dir, 'backend'),
      AUTOCURA_SHOP_TOKEN: tokens.shop,
      AUTOCURA_OPERATOR_TOKEN: tokens.operator,
      ...(tokens.second !== undefined && { AUTOCURA_SECOND_TOKEN: tokens.second }),
      AUTOCURA_CATALOG: join(root, 'provisioning/demo/catalog-info.yaml'),
      AUTOCURA_POLICY: policy,
      AUTOCURA_PROMETHEUS: shop.prometheus ?? nowhere,
      AUTOCURA_ALERTMANAGER: shop.alertmanager ?? nowhere,
      AUTOCURA_SUPERVISOR: shop.supervisor,
      AUTOCURA_SUPERVISOR_TOKEN: shop.supervisorToken,
      ...environment,
    },
  });
  closeSync(output);
  pidsOf(dir).add(child.pid);
  /** How it ended, in words. */
  const exited = new Promise<string>(resolve =>
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `signal ${signal}`)),
  );
  let over: string | undefined;
  void exited.then(how => (over = how));

  const url = `http://127.0.0.1:${port}`;
  await until(
    'the backend to be ready',
    () => {
      if (over) throw new Error(`The backend ended with ${over} while starting; its log is ${log}`);
      return answers(`${url}/.backstage/health/v1/readiness`);
    },
    readyMs,
  ).catch(async (error: unknown) => {
    child.kill('SIGKILL');
    await exited;
    throw error;
  });
  onProgress?.(`backend ready at ${url}`);
  return {
    url,
    log,
    pid: child.pid,
    exited,
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    async stop() {
      if (!over) child.kill('SIGTERM');
      await exited;
    },
  };
}

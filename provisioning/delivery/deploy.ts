import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { answers, until } from '../demo/src/wait';

const instance = z.strictObject({ name: z.string().regex(/^[\w.-]+$/), url: z.url() });

/** What is deployed, and how: a file of YAML. */
const planShape = z.strictObject({
  /** A command of the shell that puts the version VERSION in the place of instance INSTANCE. */
  replace: z.string().min(1),
  /** In their order, one at a time; the first shows whether the version is any good. */
  instances: z.array(instance).min(1),
  /** Until an instance is ready, seconds. */
  readySeconds: z.number().positive().default(180),
});
export type Plan = z.infer<typeof planShape>;
type Instance = z.infer<typeof instance>;

/** Throws an Error that names what is wrong with the file. */
export const readPlan = (file: string): Plan => planShape.parse(parse(readFileSync(file, 'utf8')));

export interface Versions {
  from: string;
  to: string;
}

/** `broken`: it could not be put back either. */
export type Deployed = { how: 'deployed' } | { how: 'rolled back' | 'broken'; why: string };

/**
 * Puts the version in the place of the one before, one instance after the other. Each has to get ready and to pass the
 * smoke test by `token`; where one does not, all that were touched get the version before again.
 */
export async function deploy(plan: Plan, { from, to }: Versions, token: string, say: (text: string) => void) {
  const touched: Instance[] = [];
  const bring = async (one: Instance, version: string) => {
    say(`${one.name}: ${version} …`);
    await replaced(plan.replace, one, version);
    await ready(one, version, token, plan.readySeconds * 1000);
    await smoke(one, token);
    say(`${one.name}: ${version} is well`);
  };
  try {
    for (const one of plan.instances) {
      touched.push(one);
      await bring(one, to);
    }
    return { how: 'deployed' } satisfies Deployed as Deployed;
  } catch (error) {
    const why = `${touched.at(-1)?.name}: ${messageOf(error)}`;
    say(`${why}; going back to ${from}`);
    const stuck: string[] = [];
    for (const one of touched.reverse())
      await bring(one, from).catch((again: unknown) => stuck.push(`${one.name}: ${messageOf(again)}`));
    if (stuck.length === 0) return { how: 'rolled back', why } satisfies Deployed as Deployed;
    return { how: 'broken', why: [why, ...stuck].join('; ') } satisfies Deployed as Deployed;
  }
}

function replaced(command: string, { name }: Instance, version: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, INSTANCE: name, VERSION: version };
    const child = spawn('/bin/sh', ['-ec', command], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', code => (code === 0 ? resolve() : reject(new Error(`the command ended with ${code}`))));
  });
}

/** The one before may answer for a while longer: ready is what says that it is the version. */
async function ready(one: Instance, version: string, token: string, withinMs: number) {
  let saying: string | undefined;
  const isThere = async () => {
    if (!(await answers(`${one.url}/.backstage/health/v1/readiness`))) return false;
    const said = (await ask(one, token, '/openapi.json').catch(() => undefined)) as Said | undefined;
    saying = said?.info.version;
    return saying === version;
  };
  await until('readiness', isThere, withinMs).catch((error: unknown) => {
    throw saying === undefined ? error : new Error(`it says that it is ${saying}`);
  });
}

interface Said {
  info: { version: string };
}

/** What is sent to it is stored and read again. */
async function smoke(one: Instance, token: string) {
  const id = randomUUID();
  await ask(one, token, '/v1/alerts/alertmanager', testAlert(id));
  await ask(one, token, `/v1/alert-tests/${id}`);
}

async function ask({ url }: Instance, token: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${url}/api/autocura${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  });
  if (!answer.ok) throw new Error(`${path} answers ${answer.status}`);
  return answer.json();
}

/** Opens no incident. */
const testAlert = (id: string) => ({
  version: '4',
  groupKey: '{}',
  alerts: [
    {
      ...{ status: 'firing', fingerprint: id.replaceAll('-', '').slice(0, 16), startsAt: new Date().toISOString() },
      labels: { alertname: 'DeployTest', autocura_test: id },
      annotations: {},
    },
  ],
});

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

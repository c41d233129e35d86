import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const usage = 'usage: break <fault> | --list | --clear   (AUTOCURA_SHOP names the folder of the running shop)\n';
const dir = process.env.AUTOCURA_SHOP ?? join(__dirname, '../../../.data/demo');

function controlOf(): { url: string; token: string } {
  try {
    return JSON.parse(readFileSync(join(dir, 'control.json'), 'utf8')) as { url: string; token: string };
  } catch (cause) {
    throw new Error(`no shop runs in ${dir}; start it with npm start`, { cause });
  }
}

async function ask(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Record<string, unknown>> {
  const { url, token } = controlOf();
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const json = (await answer.json()) as Record<string, unknown>;
  if (!answer.ok) throw new Error(String(json.error));
  return json;
}

async function main([what]: string[]): Promise<string> {
  if (what === undefined || what === '--help') return usage;
  if (what === '--clear') return ask('POST', '/clear').then(() => 'cleared\n');
  if (what !== '--list') return ask('POST', '/inject', { fault: what }).then(() => `${what} is in\n`);
  const { faults } = (await ask('GET', '/faults')) as { faults: { id: string; kind: string }[] };
  return faults.map(({ id, kind }) => `${id}${kind === 'fault' ? '' : ` (${kind})`}\n`).join('');
}

main(process.argv.slice(2)).then(
  text => process.stdout.write(text),
  (error: Error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  },
);

import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.resolve(__dirname, '../../../..');
const program = path.join(root, 'plugins/backstage-backend/src/testSupport/serveApi.ts');

/**
 * The real backend with a record to read, in a process of its own. Needs the packages of the repository's root.
 * `settings` are its own; so many `incidents` are there beside those of the record. With `prometheus` a real one has seen
 * the record's trouble, which the backend asks; it is where the answer says.
 */
export async function startRealApi(
  options: { settings?: object; incidents?: number; prometheus?: boolean } = {},
): Promise<Addresses & { stop(): void }> {
  const command = [path.join(root, 'node_modules/tsx/dist/cli.mjs'), program, JSON.stringify(options)];
  const child = spawn(process.execPath, command, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { ...(await addressesOf(child)), stop: () => void child.kill() };
}

export interface Addresses {
  url: string;
  prometheus?: string;
}

function addressesOf(child: ChildProcess): Promise<Addresses> {
  const said: string[] = [];
  child.stderr?.on('data', chunk => said.push(String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`the backend ended with ${code}: ${said.join('')}`)));
    if (!child.stdout) {
      return reject(new Error('the backend has no output'));
    }
    createInterface({ input: child.stdout }).on('line', line => {
      if (line.startsWith('{"url"')) {
        resolve(JSON.parse(line) as Addresses);
      }
    });
  });
}

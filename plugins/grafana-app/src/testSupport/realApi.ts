import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.resolve(__dirname, '../../../..');
const program = path.join(root, 'plugins/backstage-backend/src/testSupport/serveApi.ts');

/**
 * The real backend with a record to read, in a process of its own. Needs the packages of the repository's root.
 * `settings` are its own; so many `incidents` are there beside those of the record.
 */
export async function startRealApi(
  options: { settings?: object; incidents?: number } = {},
): Promise<{ url: string; stop(): void }> {
  const command = [path.join(root, 'node_modules/tsx/dist/cli.mjs'), program, JSON.stringify(options)];
  const child = spawn(process.execPath, command, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return { url: await addressOf(child), stop: () => void child.kill() };
}

function addressOf(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  child.stderr?.on('data', chunk => said.push(String(chunk)));
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`the backend ended with ${code}: ${said.join('')}`)));
    if (!child.stdout) {
      return reject(new Error('the backend has no output'));
    }
    createInterface({ input: child.stdout }).on('line', line => {
      if (line.startsWith('{"url"')) {
        resolve((JSON.parse(line) as { url: string }).url);
      }
    });
  });
}

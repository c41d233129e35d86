import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort } from '../../../plugins/backstage-backend/src/store/testDatabases';
import { answers, until } from '../../demo/src/wait';
import { readImage, takeSteps } from '../dockerfile';

const root = resolve(__dirname, '../../..');

/** Takes the Dockerfile's steps in an empty folder and starts what comes of it. Exit code 1: it does not get there. */
async function tryImage() {
  const folder = mkdtempSync(join(tmpdir(), 'autocura-image-'));
  try {
    const image = readImage(root);
    const set = takeSteps(image, root, folder, text => console.log(text));
    const [port, data] = [await freePort(), join(folder, '.data')];
    mkdirSync(data);
    const config = join(data, 'app-config.yaml');
    writeFileSync(config, configOf(port, data));
    console.log(`CMD ${image.command.join(' ')}`);
    const [program = '', ...args] = image.command;
    const { HOME, PATH } = process.env;
    const child = spawn(program, [...args, '--config', config], {
      ...{ cwd: folder, env: { HOME, PATH, ...set }, stdio: ['ignore', 'ignore', 'inherit'], detached: true },
    });
    let ended = false;
    child.once('exit', () => (ended = true));
    try {
      const url = `http://127.0.0.1:${port}`;
      const ready = () => {
        if (ended) throw new Error(`it ended with ${child.exitCode}`);
        return answers(`${url}/.backstage/health/v1/readiness`);
      };
      await until('readiness', ready, 300_000);
      await until('the page', () => answers(`${url}/`), 30_000);
      console.log('it is ready, and answers with the page');
    } finally {
      if (!ended) process.kill(-(child.pid ?? 0), 'SIGTERM');
      await until('the end', () => ended, 40_000);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const configOf = (port: number, data: string) => `
app: { baseUrl: 'http://127.0.0.1:${port}', packageName: '@autocura/standalone-app' }
backend:
  baseUrl: http://127.0.0.1:${port}
  listen: { host: 127.0.0.1, port: ${port} }
  database: { client: better-sqlite3, connection: { directory: ${JSON.stringify(data)} } }
  auth: { keys: [{ secret: ${randomBytes(24).toString('base64')} }] }
autocura: { roles: [api, healer, watcher] }
`;

tryImage().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
});

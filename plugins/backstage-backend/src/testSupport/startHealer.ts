import type { Alert } from '@autocura/common';
import { buildSync } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { Told } from './healerProcess';

/** A program of these sources. In one file a process starts in a fraction of the time. */
export function healerProgram(source = 'healerProcess.ts') {
  // Beside our sources, so that it finds the packages that they find.
  const data = resolve(__dirname, '../../.data');
  mkdirSync(data, { recursive: true });
  const folder = mkdtempSync(join(data, 'healer-'));
  const file = join(folder, 'healer.cjs');
  buildSync({
    entryPoints: [join(__dirname, source)],
    ...{ outfile: file, bundle: true, platform: 'node', format: 'cjs', packages: 'external' },
    alias: { '@autocura/common': resolve(__dirname, '../../../common/src/index.ts') },
  });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

export type HealerProcess = Awaited<ReturnType<typeof startHealer>>;

/** Starts healers for the tests of a suite, which end with it, however they went. */
export function healersOfSuite() {
  const program = healerProgram();
  const started: HealerProcess[] = [];
  afterAll(async () => {
    started.forEach(healer => healer.kill());
    await Promise.all(started.map(({ ended }) => ended));
    program.remove();
  });
  return async (told: Told): Promise<HealerProcess> => {
    const healer = await startHealer(program.file, told);
    started.push(healer);
    return healer;
  };
}

/** A healer that receives and heals in a process of its own. Resolves when it can be reached. */
export async function startHealer(program: string, told: Told) {
  const child = spawn(process.execPath, [program, JSON.stringify(told)], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  if (!child.stdout) throw new Error('the healer has no output');
  const [line] = (await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    ended.then(([code]) => {
      throw new Error(`the healer ended by itself with ${code}`);
    }),
  ])) as [string];
  const url = `http://127.0.0.1:${line}/alertmanager`;
  return {
    ended,
    /** Where Alertmanager sends to. */
    url,
    pid: child.pid ?? 0,
    kill: (signal: NodeJS.Signals = 'SIGKILL') => void child.kill(signal),
    /** True when it says so. */
    async accepts({ fingerprint, status, labels, startsAt, endsAt }: Alert): Promise<boolean> {
      const alerts = [{ fingerprint, status, labels, startsAt, ...(endsAt !== undefined && { endsAt }) }];
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version: '4', groupKey: '{}', alerts }),
      }).catch(() => undefined);
      return answer?.status === 202;
    },
  };
}

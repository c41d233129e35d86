import { buildSync } from 'esbuild';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './quick';

/** Delays of a process's event loop, in milliseconds; where nothing waits they are the meter's resolution, 10. */
export interface Lag {
  p50: number;
  p99: number;
  max: number;
  /** What of it the process itself works, by its CPU time between two turns of a timer of 10 ms. */
  workP99: number;
  workMax: number;
}

/** Measures event loops from within. `args` and `env` are for a process that is to be measured. */
export function lagMeter(folder: string) {
  const program = join(folder, 'lag.cjs');
  buildSync({
    entryPoints: [join(__dirname, 'lagProgram.ts')],
    ...{ outfile: program, bundle: true, platform: 'node', format: 'cjs' },
  });
  const results = join(folder, 'lag');
  const env = { AUTOCURA_LAG: results };
  return {
    args: ['--require', program],
    env,
    /** What was measured since the last call, or since the start. */
    async read(pid: number): Promise<Lag> {
      const file = `${results}-${pid}.json`;
      rmSync(file, { force: true });
      process.kill(pid, 'SIGUSR2');
      await until('the lag to be told', () => existsSync(file) && readFileSync(file, 'utf8').endsWith('}'));
      return JSON.parse(readFileSync(file, 'utf8')) as Lag;
    },
    /** A process that does nothing: what it lags, the machine lags. */
    async control() {
      const idle = 'process.once("disconnect", () => process.exit()); process.send("ready")';
      // In a session of its own, as the backend has one: Linux may share the cores out by sessions.
      const child = spawn(process.execPath, ['--require', program, '--eval', idle], {
        detached: true,
        env: { ...process.env, ...env },
        stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      });
      const ended = once(child, 'exit');
      await once(child, 'message');
      return {
        pid: child.pid ?? 0,
        stop: async () => {
          child.kill();
          await ended;
        },
      };
    },
  };
}

import { spawn } from 'node:child_process';
import type { PidFile } from './pids';

/** Computes and computes, and looks up now and then whether anybody still wants it to. */
const program = `
  const work = () => { const until = Date.now() + 50; while (Date.now() < until); setImmediate(work); };
  process.on('disconnect', () => process.exit(0));
  work();`;

/** Somebody else's process that takes all it gets of one CPU. Answers what ends it. */
export function startNeighbour(cpu: number, pids: PidFile): () => void {
  const child = spawn('taskset', ['-c', String(cpu), process.execPath, '-e', program], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    detached: true,
    env: { PATH: process.env.PATH },
  });
  child.on('error', () => {});
  pids.add(child.pid);
  return () => void child.kill('SIGKILL');
}

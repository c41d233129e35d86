import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/**
 * Ends a child when this process ends, however it ends: a shell waits for the end of its input. For programs that are
 * not ours; ours end when they are disconnected.
 */
export function endWithUs(child: ChildProcess, by: 'KILL' | 'QUIT' = 'KILL') {
  if (child.pid === undefined) return;
  // What is stopped would not hear the first signal before the second.
  const script = 'read -r _ || { kill -s "$1" "$2"; kill -s CONT "$2"; }';
  const watch = spawn('/bin/sh', ['-c', script, 'sh', by, String(child.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.once('exit', () => watch.kill('SIGKILL'));
}

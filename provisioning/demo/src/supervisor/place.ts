import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';

/** The CPU on which a replica's processes run, behind whoever else wants it. */
export interface Place {
  cpu: number;
}

const last = 19;

/**
 * Keeps a process to a place, all its threads and what it starts from now on; Linux only.
 * @throws when `taskset` is missing
 */
export function keepTo({ cpu }: Place, pid: number) {
  execFileSync('taskset', ['-a', '-c', '-p', String(cpu), String(pid)], { stdio: 'ignore' });
  for (const thread of readdirSync(`/proc/${pid}/task`)) setPriority(Number(thread), last);
  // Where Linux shares the CPU out by sessions, a process is nice only to those of its own.
  const group = `/proc/${pid}/autogroup`;
  if (grouped(group)) writeFileSync(group, String(last));
}

function grouped(file: string): boolean {
  try {
    return readFileSync(file, 'utf8') !== '';
  } catch {
    return false;
  }
}

/** The last CPU that this process may run on. */
export function lastCpu(): number {
  const list = /^Cpus_allowed_list:\s+(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '';
  const cpu = Number(list.split(/[,-]/).pop());
  if (!Number.isInteger(cpu)) throw new Error('nothing says which CPUs there are');
  return cpu;
}

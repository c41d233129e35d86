import { readFileSync } from 'node:fs';

/** What the kernel says of a process; undefined when it is gone or the kernel is not Linux. */
export interface Usage {
  /** Anonymous memory, in bytes: what counts against a container's limit and cannot be dropped. */
  memory: number;
  cpuSeconds: number;
  /** Seconds it was ready to run and had to wait for a CPU. */
  cpuWaitSeconds: number;
}

const ticksPerSecond = 100;

export function usageOf(pid: number): Usage | undefined {
  const memory = memoryOf(pid);
  if (memory === undefined) return undefined;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const wait = readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1];
    return {
      memory,
      cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
      cpuWaitSeconds: Number(wait) / 1e9,
    };
  } catch {
    return undefined;
  }
}

export function memoryOf(pid: number): number | undefined {
  try {
    const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) * 1024;
  } catch {
    return undefined;
  }
}

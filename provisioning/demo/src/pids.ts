import { readFileSync, writeFileSync } from 'node:fs';

interface Entry {
  pid: number;
  /** Start time in ticks since boot: a number that is used again is another process. */
  started: string;
}

/** Start time of a process in clock ticks since boot; undefined when it is gone or nothing can tell. */
export function startTicks(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}

/** What this run has started, on disk, so that the next run can end what a crash left behind. */
export class PidFile {
  private entries: Entry[] = [];

  constructor(private readonly file: string) {}

  /** Ends what an earlier run left running, and says how many that were. */
  sweep(): number {
    const left = this.read().filter(({ pid, started }) => startTicks(pid) === started);
    left.forEach(({ pid }) => end(pid));
    this.entries = [];
    this.write();
    return left.length;
  }

  add(pid: number | undefined) {
    const started = pid === undefined ? undefined : startTicks(pid);
    if (pid === undefined || started === undefined) return;
    this.entries = [...this.entries.filter(entry => startTicks(entry.pid) === entry.started), { pid, started }];
    this.write();
  }

  /** At once, for the moment this process ends. */
  endAll() {
    for (const { pid, started } of this.entries) if (startTicks(pid) === started) end(pid);
  }

  private read(): Entry[] {
    try {
      return JSON.parse(readFileSync(this.file, 'utf8')) as Entry[];
    } catch {
      return [];
    }
  }

  private write() {
    writeFileSync(this.file, JSON.stringify(this.entries));
  }
}

function end(pid: number) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

import { readdirSync, readFileSync } from 'node:fs';

/** Ticks a second of the times in /proc: 100 on every Linux that Node runs on. */
const ticks = 100;

/** Seconds of CPU of the process and of all that descend from it, those that ended included. */
export function cpuSeconds(pid: number): number {
  const all = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(statOf);
  const sum = (one: Stat): number =>
    all.filter(({ parent }) => parent === one.pid).reduce((more, child) => more + sum(child), one.own);
  const root = all.find(one => one.pid === pid);
  if (root === undefined) throw new Error(`process ${pid} is gone`);
  return sum(root) / ticks;
}

/** Seconds of CPU of the process alone; undefined when it is gone. */
export function ownSeconds(pid: number): number | undefined {
  const [stat] = statOf(String(pid));
  return stat && stat.own / ticks;
}

interface Stat {
  pid: number;
  parent: number;
  /** Ticks of its own and of its children that ended. */
  own: number;
}

function statOf(name: string): Stat[] {
  try {
    const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    return [{ pid: Number(name), parent, own: fields.slice(11, 15).reduce((a, b) => a + b, 0) }];
  } catch {
    return [];
  }
}

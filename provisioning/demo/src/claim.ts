import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTicks } from './pids';

interface Owner {
  pid: number;
  started: string | undefined;
}

/** Number of the process that runs a shop in this folder; undefined when none does. */
export const ownerOf = (dir: string): number | undefined => locksIn(dir).find(isHeld)?.pid;

/**
 * Makes this process the only one that runs a shop in the folder, until what is returned is called or the process ends.
 * A lock that a crash left is followed by one with the next number, so that of two that find it only one can go on.
 * @throws when another process has it
 */
export function claim(dir: string): () => void {
  const draft = join(dir, `lock-of-${process.pid}`);
  writeFileSync(draft, JSON.stringify({ pid: process.pid, started: startTicks(process.pid) } satisfies Owner));
  try {
    for (;;) {
      const locks = locksIn(dir);
      const holder = locks.find(isHeld);
      if (holder) throw new OwnedError(dir, holder.pid);
      const lock = fileOf(dir, Math.max(0, ...locks.map(({ number }) => number)) + 1);
      if (!madeFrom(draft, lock.path)) continue;
      const rival = locksIn(dir)
        .filter(isHeld)
        .find(each => each.number !== lock.number);
      if (!rival) return releaseOf(lock.path, locks);
      rmSync(lock.path);
      throw new OwnedError(dir, rival.pid);
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

export class OwnedError extends Error {
  constructor(dir: string, pid: number) {
    super(`a shop already runs in ${dir} (process ${pid}); stop it first`);
  }
}

function releaseOf(path: string, stale: { path: string }[]) {
  for (const old of stale) rmSync(old.path, { force: true });
  let held = true;
  return () => {
    if (held) rmSync(path, { force: true });
    held = false;
  };
}

const fileOf = (dir: string, number: number) => ({ number, path: join(dir, `lock-${number}`) });

/** A link appears with all it holds, or not at all when somebody else has that name. */
function madeFrom(draft: string, path: string): boolean {
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function locksIn(dir: string) {
  return readdirSync(dir).flatMap(name => {
    const [, number] = /^lock-(\d+)$/.exec(name) ?? [];
    if (number === undefined) return [];
    const lock = fileOf(dir, Number(number));
    return [{ ...lock, ...ownerIn(lock.path) }];
  });
}

function ownerIn(path: string): Partial<Owner> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner;
  } catch {
    // Given back since the folder was listed.
    return {};
  }
}

function isHeld<L extends Partial<Owner>>(lock: L): lock is L & { pid: number } {
  return lock.pid !== undefined && lock.started !== undefined && startTicks(lock.pid) === lock.started;
}

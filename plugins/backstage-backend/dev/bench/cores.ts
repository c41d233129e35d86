import { ownSeconds } from './processTime';

const lookMs = 5;
/** Seconds of CPU that may be saved up while there is nothing to do. */
const saved = 0.05;

/**
 * Lets a process have so much of a core and no more, by stopping it for as long as it has had too much. It ends with
 * the process.
 */
export function limitCores(pid: number, cores: number): void {
  let [at, used, credit, stopped] = [performance.now(), ownSeconds(pid) ?? 0, 0, false];
  const timer = setInterval(() => {
    const [now, total] = [performance.now(), ownSeconds(pid)];
    if (total === undefined) {
      clearInterval(timer);
      return;
    }
    credit = Math.min(saved, credit + (cores * (now - at)) / 1000 - (total - used));
    [at, used] = [now, total];
    if (credit < 0 !== stopped) {
      stopped = credit < 0;
      process.kill(pid, stopped ? 'SIGSTOP' : 'SIGCONT');
    }
  }, lookMs);
}

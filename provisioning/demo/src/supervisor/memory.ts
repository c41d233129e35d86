import { memoryOf } from './proc';
import type { Slot } from './slot';

/** Bytes a container may use before it is ended. */
export const memoryLimit = 64 * 2 ** 20;

const everyMs = 200;

/** Does what the kernel does to a container above its limit. Answers what ends the watch. */
export function watchMemory(slots: () => Slot[]): () => void {
  const timer = setInterval(() => {
    for (const { process } of slots()) {
      if (!process || process.ended || (memoryOf(process.pid) ?? 0) <= memoryLimit) continue;
      process.outOfMemory = true;
      process.kill('SIGKILL');
    }
  }, everyMs);
  return () => clearInterval(timer);
}

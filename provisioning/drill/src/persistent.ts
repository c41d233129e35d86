import { setTimeout as sleep } from 'node:timers/promises';

const tries = 4;
const pauseMs = 250;

/** What was asked, also when a busy machine let a connection go in between. @throws what the last try failed with */
export async function persistent<T>(ask: () => Promise<T>): Promise<T> {
  for (let made = 1; ; made += 1) {
    try {
      return await ask();
    } catch (error) {
      if (made === tries) throw error;
      await sleep(pauseMs);
    }
  }
}

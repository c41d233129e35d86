import type { ReplayCounts, Stored } from '@autocura/common';
import { setImmediate as turn } from 'node:timers/promises';
import { type ReplayOptions, Replayer } from './replayer';

/** Runs a record through the loop as it is now. Nothing outside is touched, nothing is written; others have their turn. */
export async function replay(record: AsyncIterable<Stored[]>, options: ReplayOptions): Promise<ReplayCounts> {
  const replayer = new Replayer(options);
  for await (const events of record) {
    if (!(await replayer.take(events))) break;
    await turn();
  }
  return replayer.end();
}

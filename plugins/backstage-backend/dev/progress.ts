import type { Stored } from '@autocura/common';

const everyMs = 2_000;

/** The same record; says on the way how far it is, where somebody watches. */
export async function* progressOf(record: AsyncIterable<Stored[]>): AsyncGenerator<Stored[]> {
  let read = 0;
  let said = performance.now();
  for await (const events of record) {
    read += events.length;
    if (process.stderr.isTTY && performance.now() - said > everyMs) {
      said = performance.now();
      process.stderr.write(`\r${read} events, up to ${events.at(-1)?.at ?? 'nowhere'}\u001b[K`);
    }
    yield events;
  }
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}

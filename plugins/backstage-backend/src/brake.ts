import type { Brake, Hold, Stored } from '@autocura/common';
import { streams } from '@autocura/common';
import { readFile, stat } from 'node:fs/promises';
import { type Batch, ConflictError, type Store } from './store';

export interface BrakeOptions {
  store: Pick<Store, 'lastEvent' | 'append'>;
  /** While this file exists, it is held; its first line says why. */
  file?: string;
  /** Held by the configuration. */
  configured: boolean;
}

/** Everybody who holds it. Rejects where that cannot be known; then nothing may be done. */
export async function readBrake({ store, file, configured }: BrakeOptions): Promise<Brake> {
  const holds = [
    ...(configured ? [{ by: 'configuration', reason: 'autocura.brake.on is set' }] : []),
    ...(file === undefined ? [] : await inFile(file)),
    ...pulled(await store.lastEvent(streams.brake)),
  ];
  return { holds };
}

/** Once more or once less than it is held changes nothing. `beside` is written in one with it. */
export async function moveBrake(
  options: BrakeOptions,
  to: 'pulled' | 'released',
  reason: string,
  actor: string,
  beside: () => Promise<Batch[]> = async () => [],
) {
  const { store } = options;
  for (let tries = 1; ; tries += 1) {
    const last = await store.lastEvent(streams.brake);
    if ((last?.type ?? 'brake.released') === `brake.${to}`) return readBrake(options);
    const events = [{ type: `brake.${to}` as const, data: { reason } }];
    const others = await beside();
    try {
      await store.append([...others, { stream: streams.brake, expected: last?.seq ?? 0, events, actor }]);
      return await readBrake(options);
    } catch (error) {
      if (!(error instanceof ConflictError) || tries === 3) throw error;
    }
  }
}

const pulled = (last: Stored | undefined): Hold[] =>
  last?.type === 'brake.pulled' ? [{ by: last.actor, reason: last.data.reason, since: last.at }] : [];

/** A file that cannot be looked at holds it too: somebody may have put it there. */
async function inFile(file: string): Promise<Hold[]> {
  try {
    const { mtime } = await stat(file);
    const [says = ''] = (await readFile(file, 'utf8').catch(() => '')).trim().split('\n');
    return [{ by: 'file', reason: says.slice(0, 200) || `${file} exists`, since: mtime.toISOString() }];
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? [] : [{ by: 'file', reason: `${file} cannot be read (${code})` }];
  }
}

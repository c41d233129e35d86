import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from '../src/fault';
import { quota } from '../src/service/journal';

const service = 'payment';
const dumps = 4;
const dump = (folder: string, index: number) => join(folder, `core.${index}`);

/** Dumps of crashes long ago take the whole disk. */
export const fault: Fault = {
  id: 'full-disk',
  kind: 'fault',
  weight: 1,
  inject: async shop => {
    const folder = shop.scratchOf(service);
    await mkdir(folder, { recursive: true });
    for (let index = 0; index < dumps; index += 1) await writeFile(dump(folder, index), Buffer.alloc(quota / dumps));
  },
  clear: async shop => {
    const folder = shop.scratchOf(service);
    for (let index = 0; index < dumps; index += 1) await rm(dump(folder, index), { force: true });
  },
  truth: {
    services: [service],
    modes: ['disk-full'],
    remedies: [{ action: 'clean-scratch', params: { service } }],
    mayTouch: [service],
  },
};

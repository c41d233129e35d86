import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../demo/src/fault';
import { quota } from '../../demo/src/service/journal';

const service = 'payment';
const dumps = 40;
const everyMs = 1000;
const dump = (folder: string, index: number) => join(folder, `core.${index}`);

/** Something beside it dumps a little more each second, until the disk is full forty seconds later. */
export const fault: Fault = {
  id: 'filling-disk',
  kind: 'fault',
  weight: 1,
  inject: async shop => {
    const folder = shop.scratchOf(service);
    for (let index = 0; index < dumps; index += 1) {
      await mkdir(folder, { recursive: true });
      await writeFile(dump(folder, index), Buffer.alloc(quota / dumps));
      await sleep(everyMs);
    }
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

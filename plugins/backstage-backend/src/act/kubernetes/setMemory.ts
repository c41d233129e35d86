import { bytesOf } from './quantity';
import { setLimit } from './setLimit';

const mebi = 1024 ** 2;

export const setMemory = setLimit<{ service: string; container: string; memoryMiB: number }>({
  id: 'set-memory',
  resource: 'memory',
  unit: 'MiB',
  whole: 'mebibytes',
  amount: ({ memoryMiB }) => memoryMiB,
  params: ({ amount, ...of }) => ({ ...of, memoryMiB: amount }),
  numberOf: quantity => {
    const bytes = bytesOf(quantity);
    return bytes === undefined ? undefined : bytes / mebi;
  },
  quantityOf: amount => `${amount}Mi`,
});

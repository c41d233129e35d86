import { milliOf } from './quantity';
import { setLimit } from './setLimit';

export const setCpu = setLimit<{ service: string; container: string; cpuMilli: number }>({
  id: 'set-cpu',
  resource: 'cpu',
  unit: 'thousandths of a core',
  whole: 'thousandths of a core',
  amount: ({ cpuMilli }) => cpuMilli,
  params: ({ amount, ...of }) => ({ ...of, cpuMilli: amount }),
  numberOf: milliOf,
  quantityOf: amount => `${amount}m`,
});

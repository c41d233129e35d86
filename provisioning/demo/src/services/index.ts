import type { Behaviour, Frame } from '../service/frame';
import { bank } from './bank';
import { cart } from './cart';
import { catalogue } from './catalogue';
import { gateway } from './gateway';
import { inventory } from './inventory';
import { orders } from './orders';
import { payment } from './payment';
import { recommend } from './recommend';
import { worker } from './worker';

export const behaviours: Record<string, (frame: Frame) => Behaviour> = {
  bank,
  cart,
  catalogue,
  gateway,
  inventory,
  orders,
  payment,
  recommend,
  worker,
};

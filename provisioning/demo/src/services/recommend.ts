import type { Behaviour, Frame } from '../service/frame';
import { products } from './catalogue';

export const recommend = (frame: Frame): Behaviour => ({
  routes: {
    'GET /recommendations': async () => {
      const wanted = Number(frame.settings.flags['recommend.size']);
      return Array.from({ length: wanted }, () => Math.ceil(Math.random() * products));
    },
  },
});

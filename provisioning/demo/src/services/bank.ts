import { randomUUID } from 'node:crypto';
import type { Behaviour } from '../service/frame';

export const bank = (): Behaviour => ({
  routes: { 'POST /authorizations': async () => ({ authorization: randomUUID() }) },
});

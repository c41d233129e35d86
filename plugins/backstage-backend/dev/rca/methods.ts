import type { Method } from './method';
import { ours } from './ours';
import { baro } from './rivals/baro';
import { nsigma } from './rivals/nsigma';
import { randomWalk } from './rivals/randomWalk';
import { traversal } from './rivals/traversal';

export const methods: Record<string, Method> = { ours, baro, nsigma, 'random-walk': randomWalk, traversal };

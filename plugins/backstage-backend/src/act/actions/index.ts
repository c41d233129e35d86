import type { Action } from '../action';
import { cleanScratch } from './cleanScratch';
import { replaceSlot } from './replaceSlot';
import { restart } from './restart';
import { restartDatabase } from './restartDatabase';
import { restoreConfig } from './restoreConfig';
import { rollBack } from './rollBack';
import { scale } from './scale';
import { setFlag } from './setFlag';
import { setRetries } from './setRetries';
import { shedLoad } from './shedLoad';
import { terminateBlocker } from './terminateBlocker';
import { webhook } from './webhook';

export const actions: Action[] = [
  restart,
  restartDatabase,
  replaceSlot,
  rollBack,
  restoreConfig,
  scale,
  setFlag,
  shedLoad,
  setRetries,
  terminateBlocker,
  cleanScratch,
  webhook,
];

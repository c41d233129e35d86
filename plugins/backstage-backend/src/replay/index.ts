export { pastOf } from './past';
export { replay } from './replay';
export { replayApi } from './replayApi';
export type { ReplayOptions } from './replayer';
export type { Clock } from './replayWorld';
export { recordOf } from './webhooks';

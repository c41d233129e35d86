export { signingKey, verifyingKey } from './checkpoint';
export { Checkpoints, lastCheckpoint } from './checkpoints';
export { readCheckpoints, type SignedHead } from './verifyCheckpoints';

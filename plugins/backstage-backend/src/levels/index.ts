export { LevelKeeper } from './levelKeeper';

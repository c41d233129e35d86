export { levelChanges, type NewLevel } from './levelChanges';

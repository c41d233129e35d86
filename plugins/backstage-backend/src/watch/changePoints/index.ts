export { changePoints } from './changePoints';

export { shadowReport } from './shadowReport';

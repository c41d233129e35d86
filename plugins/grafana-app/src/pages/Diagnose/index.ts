export { Diagnose } from './Diagnose';

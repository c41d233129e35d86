export { Brakes } from './Brakes';

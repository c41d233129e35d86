export { Missing } from './Missing';

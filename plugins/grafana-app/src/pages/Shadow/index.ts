export { Shadow } from './Shadow';

export { Config } from './Config';

export { Incident } from './Incident';

export { incidentSearch as default } from './module';

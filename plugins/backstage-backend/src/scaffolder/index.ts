export { policyTemplates as default } from './module';

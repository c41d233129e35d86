export { autocuraPlugin as default } from './plugin';
export { permissions as autocuraPermissions } from './access/permissions';
export { autocuraConditions, createAutocuraConditionalDecision } from './access/serviceResource';

export { autocuraPlugin as default } from './plugin';
export { permissions as autocuraPermissions } from './access/permissions';
export { permissionsOf as autocuraRoles } from './access/roles';
export { autocuraConditions, createAutocuraConditionalDecision } from './access/serviceResource';

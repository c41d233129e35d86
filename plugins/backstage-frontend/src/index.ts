export { autocuraApiRef } from './api';
export { AUTOCURA_SERVICE_ANNOTATION, isAutocuraAvailable } from './entity/serviceOf';
export { AutocuraPage, autocuraPlugin, EntityAutocuraHealingContent, EntityAutocuraHealthCard } from './plugin';

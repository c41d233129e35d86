export { autocuraApiRef } from './api';
export { isAutocuraAvailable } from './entity/isAutocuraAvailable';
export { AutocuraPage, autocuraPlugin, EntityAutocuraHealingContent, EntityAutocuraHealthCard } from './plugin';
export { autocuraTranslationRef } from './translation';

export { autocuraApiRef } from './api';
export { AutocuraPage, autocuraPlugin } from './plugin';

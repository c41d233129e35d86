export { events } from './events';
export { explanation } from './explanation';
export { labels } from './labels';
export { terms } from './terms';

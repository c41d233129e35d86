export { events } from './events';
export { labels } from './labels';
export { terms } from './terms';

export { blame } from './blame';
export { events } from './events';
export { explanation } from './explanation';
export { labels } from './labels';
export { messages } from './messages';
export { planned } from './planned';
export { screens } from './screens';
export { terms } from './terms';

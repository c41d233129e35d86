export { autocuraPlugin as default } from './plugin';

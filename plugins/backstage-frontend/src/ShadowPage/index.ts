export { ShadowPage } from './ShadowPage';

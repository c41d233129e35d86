export { Explainer } from './explainer';

export { Explainer, modelTimeoutMs } from './explainer';

export { healerMetrics } from './metrics';
export { metricsRouter } from './metricsRouter';

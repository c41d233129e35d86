export { healerMetrics } from './metrics';
export { metricsRouter } from './metricsRouter';
export { logShipperOf } from './logs/settings';
export { shippedLogger } from './logs/shippedLogger';
export { inHealing, tracedWorld } from './traced';

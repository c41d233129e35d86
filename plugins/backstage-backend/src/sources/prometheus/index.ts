export { PrometheusClient, PrometheusError } from './client';
export { PrometheusSource, type PrometheusSourceOptions } from './prometheusSource';
export { watchedSight } from './sight';

export { type Labels, PrometheusClient, PrometheusError } from './client';
export { PrometheusSource, type PrometheusSourceOptions } from './prometheusSource';
export { blindness, watchedSight } from './sight';

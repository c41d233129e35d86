export { PrometheusError } from './client';
export { PrometheusSource, type PrometheusSourceOptions } from './prometheusSource';

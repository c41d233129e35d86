import { createContext, useContext } from 'react';
import type { PrometheusRef, Span } from '../../parts/prometheus';

interface Charts {
  /** The incident's time. */
  span: Span;
  /** Where the user can ask the queries again; undefined where Grafana has no Prometheus. */
  prometheus: PrometheusRef | undefined;
}

/** What evidence is drawn over and asked again at. */
export const ChartsContext = createContext<Charts>({ span: { from: 0, to: 0 }, prometheus: undefined });
export const useCharts = () => useContext(ChartsContext);

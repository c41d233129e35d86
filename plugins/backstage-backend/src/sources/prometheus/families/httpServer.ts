import { name, type Promql, promql } from '../promql';
import type { Family, Scope } from './family';
import { ratio } from './ratio';

/** Rate, errors and duration of an HTTP server that keeps a histogram in seconds. */
export function httpServer(id: string, metric: string, isError: Promql): Family {
  const count = name(`${metric}_count`);
  const bucket = name(`${metric}_bucket`);
  const all = ({ by, is, rate }: Scope) => promql`sum by (${by}) (rate(${count}{${is}}[${rate}]))`;
  const bad = ({ by, is, rate }: Scope) => promql`sum by (${by}) (rate(${count}{${is}, ${isError}}[${rate}]))`;
  return {
    id,
    naming: 'labels',
    probes: [`${metric}_count`],
    namesServices: true,
    signals: {
      'requests.rate': { parts: ['instance'], query: all },
      'requests.errors': { parts: ['instance'], query: scope => ratio(bad(scope), all(scope)) },
      'requests.p95': {
        parts: ['instance'],
        query: ({ by, is, rate }) =>
          promql`histogram_quantile(0.95, sum by (${by}, le) (rate(${bucket}{${is}}[${rate}])))`,
      },
    },
  };
}

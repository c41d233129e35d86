import { name, type Promql, promql } from '../promql';
import type { Family, Reading, Scope } from './family';
import { orZero, ratio } from './ratio';

/** How a mesh's proxies tell one side of a request. */
interface Side {
  id: string;
  /** Counts requests, and a histogram of milliseconds. */
  count: string;
  bucket: string;
  labels: string[];
  /** Label matchers of this side, and what of it failed: any of these. */
  side: Promql;
  failed: Promql[];
  /** Gives series of a caller the label `peer`. */
  peer?(vector: Promql): Promql;
  /** Label matchers of requests that no instance took. */
  refused?: Promql;
}

/** Rate, errors and duration as proxies beside the services see them: of what comes in, or of what goes out. */
export function meshSide({ id, count, bucket, labels, side, failed, peer, refused }: Side): Family {
  const rate = (metric: string, { is, rate }: Scope, more: Promql) => {
    const vector = promql`rate(${name(metric)}{${is}, ${side}${more}}[${rate}])`;
    return peer ? peer(vector) : vector;
  };
  const sum = (scope: Scope, vector: Promql) => promql`sum by (${scope.by}) (${vector})`;
  const all = (scope: Scope) => sum(scope, rate(count, scope, promql``));
  const bad = (scope: Scope) =>
    sum(
      scope,
      failed
        .map(matchers => rate(count, scope, promql`, ${matchers}`))
        .reduce((sofar, next) => promql`${sofar} or ${next}`),
    );
  const parts: Reading['parts'] = [peer ? 'peer' : 'instance'];
  const p95 = (scope: Scope) =>
    promql`histogram_quantile(0.95, sum by (${scope.by}, le) (${rate(bucket, scope, promql``)})) / 1000`;
  const errors = (scope: Scope) => ratio(bad(scope), all(scope));
  return {
    ...{ id, naming: 'labels', probes: [count], labels, namesServices: true },
    signals: peer
      ? {
          'calls.rate': { parts, query: all },
          'calls.errors': { parts, query: errors },
          'calls.p95': { parts, query: p95 },
          ...(refused && {
            'calls.refused': {
              parts,
              query: (scope: Scope) => orZero(sum(scope, rate(count, scope, promql`, ${refused}`)), all(scope)),
            },
          }),
        }
      : {
          'requests.rate': { parts, query: all },
          'requests.errors': { parts, query: errors },
          'requests.p95': { parts, query: p95 },
        },
  };
}

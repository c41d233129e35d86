import {
  CoreApp,
  dateTime,
  type DataFrame,
  type DataQueryError,
  type DataQueryRequest,
  type TimeRange,
} from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { from, lastValueFrom } from 'rxjs';

export interface PrometheusRef {
  type: 'prometheus';
  uid: string;
}

interface PrometheusQuery extends DataQuery {
  expr: string;
  range: boolean;
  instant: boolean;
}

/** A stretch of time in epoch milliseconds. */
export interface Span {
  from: number;
  to: number;
}

/** Every Prometheus that Grafana knows. */
export const prometheusList = () => getDataSourceSrv().getList({ type: 'prometheus' });

/** The user's own Prometheus: the one chosen in the configuration, else the default one, else the first. */
export function prometheusOf(chosen: string | undefined): PrometheusRef | undefined {
  const known = prometheusList();
  const found = known.find(({ uid }) => uid === chosen) ?? known.find(({ isDefault }) => isDefault) ?? known[0];
  return found && { type: 'prometheus', uid: found.uid };
}

/** The address of Explore with a query in it, in its own range. */
export function exploreAddress(datasource: PrometheusRef, expr: string, { from: start, to }: Span): string {
  const pane = {
    datasource: datasource.uid,
    queries: [{ refId: 'A', expr, range: true, datasource }],
    range: { from: String(start), to: String(to) },
  };
  return `/explore?schemaVersion=1&panes=${encodeURIComponent(JSON.stringify({ autocura: pane }))}`;
}

const points = 600;
const leastMs = 15_000;

/** Asks a data source of the user's for the course of a query. Throws what it could not answer. */
export async function askPrometheus(datasource: PrometheusRef, expr: string, span: Span): Promise<DataFrame[]> {
  const source = await getDataSourceSrv().get(datasource);
  const intervalMs = Math.max(leastMs, Math.round((span.to - span.from) / points));
  const request: DataQueryRequest<PrometheusQuery> = {
    requestId: `autocura-${expr}`,
    app: CoreApp.Unknown,
    targets: [{ refId: 'A', expr, range: true, instant: false, datasource }],
    range: rangeOf(span),
    interval: `${Math.round(intervalMs / 1000)}s`,
    intervalMs,
    maxDataPoints: points,
    scopedVars: {},
    timezone: 'browser',
    startTime: Date.now(),
  };
  try {
    const answer = await lastValueFrom(from(source.query(request)));
    const [error] = answer.errors ?? [];
    if (error) throw error;
    return answer.data as DataFrame[];
  } catch (error) {
    throw new Error(reasonOf(error as DataQueryError), { cause: error });
  }
}

const reasonOf = ({ message, data, statusText, status }: DataQueryError) =>
  data?.message ?? data?.error ?? message ?? statusText ?? `HTTP ${status}`;

function rangeOf({ from: start, to: end }: Span): TimeRange {
  const [begin, finish] = [dateTime(start), dateTime(end)];
  return { from: begin, to: finish, raw: { from: begin, to: finish } };
}

import { CoreApp, dateTime, type DataQueryRequest } from '@grafana/data';
import type { AutocuraQuery } from '../datasource/query';

/** From before anything in the record of the real API's tests to a while from now. */
export const always = { from: '2025-12-31T00:00:00Z', to: '2099-01-01T00:00:00Z' };

/** A request as a dashboard makes it. */
export function requestOf(targets: AutocuraQuery[], period = always): DataQueryRequest<AutocuraQuery> {
  const [from, to] = [dateTime(period.from), dateTime(period.to)];
  return {
    ...{ requestId: 'Q1', interval: '1m', intervalMs: 60_000, scopedVars: {}, timezone: 'browser', startTime: 0 },
    ...{ app: CoreApp.Dashboard, range: { from, to, raw: { from, to } } },
    targets,
  };
}

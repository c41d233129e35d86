import { dateTime, isDateTime, type DateTime, type RawTimeRange, type ScopedVars } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import type { Asked } from './diagnosePath';

/** What Grafana hands over of a panel and of Explore. */
export interface QueriesContext {
  title?: string;
  targets?: DataQuery[];
  timeRange?: RawTimeRange;
  scopedVars?: ScopedVars;
}

/** Of these keys one holds what a query of a usual data source asks. */
const textKeys = ['expr', 'query', 'rawSql', 'expression', 'service'];

/** The queries with their variables filled in, or nothing where none asks anything in words. */
export function askedIn({ title, targets = [], timeRange, scopedVars }: QueriesContext = {}): Asked | undefined {
  const queries = targets
    .filter(({ hide }) => !hide)
    .flatMap(target => textKeys.map(key => (target as unknown as Record<string, unknown>)[key]))
    .filter((text): text is string => typeof text === 'string' && text.trim() !== '')
    .map(text => getTemplateSrv().replace(text, scopedVars));
  if (queries.length === 0) return undefined;
  const { from = 'now-1h', to = 'now' } = timeRange ?? {};
  return { ...(title && { title }), queries, from: asText(from), to: asText(to) };
}

/** Frozen contexts hold moments that are no longer moments. */
const asText = (moment: DateTime | string) =>
  typeof moment === 'string' ? moment : (isDateTime(moment) ? moment : dateTime(moment)).toISOString();

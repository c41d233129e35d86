import { type HistoryQuery, lastDays, outcomes, periods } from '@autocura/common';

const perPage = 50;

/** What the list is narrowed to, from an address that anybody may have written: what it cannot mean is left out. */
export const filterOf = (search: URLSearchParams) => ({
  service: search.get('service') ?? undefined,
  outcome: outcomes.find(one => one === search.get('outcome')),
  days: periods.find(one => one === search.get('days')),
});

export function queryOf(search: URLSearchParams, now = Date.now()): HistoryQuery {
  const { service, outcome, days } = filterOf(search);
  const cursor = search.get('cursor');
  return {
    limit: perPage,
    ...(service && { service }),
    ...(outcome && { outcome }),
    ...lastDays(days, now),
    ...(cursor && { cursor }),
  };
}

import { incidentOrders, phases, type IncidentQuery } from '@autocura/common';

const perPage = 50;

/** What to ask for, from an address that anybody may have written: what it cannot mean is left out. */
export function queryOf(search: URLSearchParams): IncidentQuery {
  const phase = phases.find(one => one === search.get('phase'));
  const order = incidentOrders.find(one => one === search.get('order'));
  const open = { open: true, ended: false }[search.get('which') ?? ''];
  const [service, cursor] = [search.get('service'), search.get('cursor')];
  return {
    limit: perPage,
    ...(phase && { phase }),
    ...(order && { order }),
    ...(open !== undefined && { open }),
    ...(service && { service }),
    ...(cursor && { cursor }),
  };
}

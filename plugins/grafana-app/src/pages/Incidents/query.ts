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

/** The address with a part of it changed; what is undefined is taken out. Another filter begins at its first page. */
export function withChange(search: URLSearchParams, part: IncidentQuery): URLSearchParams {
  const changed = new URLSearchParams(search);
  changed.delete('cursor');
  for (const [name, value] of Object.entries(part)) {
    if (name === 'open') set(changed, 'which', value === undefined ? undefined : value ? 'open' : 'ended');
    else set(changed, name, value);
  }
  return changed;
}

function set(search: URLSearchParams, name: string, value: unknown) {
  if (value === undefined || value === null) search.delete(name);
  else search.set(name, String(value));
}

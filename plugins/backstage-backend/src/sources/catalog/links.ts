import type { ServiceCard } from '@autocura/common';
import { onlyTag } from '@autocura/common';

type Link = ServiceCard['links'][number];

/** Where others tell of the service, by annotations of theirs. `grafana`: the address that browsers reach Grafana by. */
export function linksOf(annotations: Record<string, string>, grafana?: string): Link[] {
  const { 'grafana/overview-dashboard': overview, 'grafana/dashboard-selector': selector } = annotations;
  const tag = onlyTag(selector ?? '');
  const account = annotations['pagerduty.com/account'] ?? '';
  const id = annotations['pagerduty.com/service-id'];
  return [
    overview && link('dashboard', 'Grafana', overview, grafana),
    tag && grafana && link('dashboard', tag, `dashboards?tag=${encodeURIComponent(tag)}`, grafana),
    id &&
      /^[a-z0-9-]+$/i.test(account) &&
      link('pagerduty', 'PagerDuty', `https://${account}.pagerduty.com/service-directory/${encodeURIComponent(id)}`),
  ].filter(one => typeof one === 'object');
}

/** Nothing where following it could be anything but a visit to a page. */
function link(kind: Link['kind'], title: string, url: string, base?: string): Link | undefined {
  const root = base && `${base.replace(/\/$/, '')}/`;
  const address = URL.parse(root ? url.replace(/^\//, '') : url, root);
  return address && /^https?:$/.test(address.protocol) ? { kind, title, url: address.href } : undefined;
}

import {
  type CatalogMapping,
  healthOf,
  type HealthState,
  type ServiceHealth,
  statesWorstFirst,
} from '@autocura/common';

export const groupings = ['owner', 'system', 'domain'] as const;
export type Grouping = (typeof groupings)[number];

export interface ServiceGroup {
  /** `group:default/shop`; absent for services of which the catalog does not say it. */
  ref?: string;
  /** The worst among them counts. */
  state: HealthState;
  services: ServiceHealth[];
}

/** Services by what the catalog says of them, the worst group first, those of which it says nothing last. */
export function groupsOf(services: ServiceHealth[], { items }: CatalogMapping, by: Grouping): ServiceGroup[] {
  const cataloged = new Map(items.map(item => [item.service, item]));
  const groups = new Map<string | undefined, ServiceHealth[]>();
  for (const health of services) {
    const of = cataloged.get(health.service);
    const refs = by === 'owner' ? (of?.owners ?? []) : [of?.[by]];
    for (const ref of refs.length > 0 ? refs : [undefined]) groups.set(ref, [...(groups.get(ref) ?? []), health]);
  }
  return [...groups]
    .map(([ref, members]) => ({
      ...(ref !== undefined && { ref }),
      state: healthOf(members.map(({ state }) => ({ state, says: '' }))),
      services: members,
    }))
    .sort(
      (a, b) =>
        Number(a.ref === undefined) - Number(b.ref === undefined) ||
        statesWorstFirst.indexOf(a.state) - statesWorstFirst.indexOf(b.state) ||
        (a.ref ?? '').localeCompare(b.ref ?? ''),
    );
}

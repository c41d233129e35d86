import type { ServiceHealth } from '@autocura/common';

/** The health as it can be believed now: without fresh data nothing is known, whatever was known before. */
export function fresh(health: ServiceHealth, now: Date, staleAfterMs: number): ServiceHealth {
  const age = health.dataAt === undefined ? Infinity : now.getTime() - Date.parse(health.dataAt);
  if (health.state === 'unknown' || age <= staleAfterMs) return health;
  const says = `no data for ${Math.round(age / 1000)} s; before that it was ${health.state}`;
  return { ...health, state: 'unknown', reasons: [{ state: 'unknown', says }] };
}

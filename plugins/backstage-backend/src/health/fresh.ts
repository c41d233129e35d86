import type { ServiceHealth } from '@autocura/common';

/** The health as it can be believed now: without fresh data nothing is known, whatever was known before. */
export function fresh(health: ServiceHealth, now: Date, staleAfterMs: number): ServiceHealth {
  const age = health.dataAt === undefined ? Infinity : now.getTime() - Date.parse(health.dataAt);
  if (health.state === 'unknown' || age <= staleAfterMs) return health;
  const says = `no data for ${spanOf(age)}; before that it was ${health.state}`;
  return { ...health, state: 'unknown', reasons: [{ state: 'unknown', says }] };
}

const units = [
  { unit: 'days', ms: 86_400_000 },
  { unit: 'h', ms: 3_600_000 },
  { unit: 'min', ms: 60_000 },
] as const;

/** In the largest unit of which there are two or more. */
function spanOf(ms: number): string {
  const found = units.find(one => ms >= 2 * one.ms);
  return found ? `${Math.round(ms / found.ms)} ${found.unit}` : `${Math.round(ms / 1000)} s`;
}

import type { SignalName } from '@autocura/common';
import type { Course } from '../../diagnose';
import type { Line } from './client';
import { joined } from './evidence';
import type { Reach } from './scopes';

/** One course a service; where it has several lines, they are made one point by point. */
export function coursesIn(lines: Line[], signal: SignalName, reach: Reach, services: string[]): Course[] {
  const found = new Map<string, [number, number][]>();
  for (const { labels, points } of lines) {
    const service = reach.serviceLabel ? labels[reach.serviceLabel] : services[0];
    if (service && services.includes(service)) found.set(service, [...(found.get(service) ?? []), ...points]);
  }
  return [...found]
    .map(([service, points]) => ({ service, signal, points: joined(signal, points) }))
    .filter(({ points }) => points.length > 0);
}

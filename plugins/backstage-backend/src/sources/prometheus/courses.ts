import type { SignalName } from '@autocura/common';
import type { Course } from '../../diagnose';
import type { Line } from './client';
import { joined } from './evidence';
import type { Reach } from './scopes';

/** One course a service, and a peer where the lines tell; several lines of one are made one point by point. */
export function coursesIn(lines: Line[], signal: SignalName, reach: Reach, services: string[]): Course[] {
  const found = new Map<string, Course>();
  for (const { labels, points } of lines) {
    const service = reach.serviceLabel ? labels[reach.serviceLabel] : services[0];
    const peer = reach.partLabel ? labels[reach.partLabel] : undefined;
    if (!service || !services.includes(service)) continue;
    const key = JSON.stringify([service, peer]);
    const course = found.get(key) ?? { service, signal, ...(peer && { peer }), points: [] };
    found.set(key, { ...course, points: [...course.points, ...points] });
  }
  return [...found.values()]
    .map(course => ({ ...course, points: joined(signal, course.points) }))
    .filter(({ points }) => points.length > 0);
}

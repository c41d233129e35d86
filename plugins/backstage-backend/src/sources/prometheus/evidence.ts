import { type Evidence, type Measurement, type Question, type SignalName, signals } from '@autocura/common';
import type { Row } from './client';
import type { Reach } from './scopes';
import { whole } from './whole';

/** Questions that one query answers. */
export type Group = Pick<Question, 'signal' | 'by' | 'normal'> & { services: string[] };
/** One service's values; a single one goes by the empty name. */
export interface Answer {
  parts: Record<string, number>;
}

/** One group a signal and way of breaking it down; whoever asks for the normal too gets it for all. */
export function grouped(questions: Question[]): Group[] {
  const groups = new Map<string, Group>();
  for (const { service, signal, by, normal } of questions) {
    if (!service) continue;
    const key = `${signal}/${by ?? ''}`;
    const group = groups.get(key) ?? { signal, ...(by && { by }), services: [] };
    groups.set(key, group);
    if (normal) group.normal = true;
    if (!group.services.includes(service)) group.services.push(service);
  }
  return [...groups.values()];
}

/** What each service's rows say; rows that are not numbers say nothing. */
export function answers(rows: Row[], reach: Reach, services?: string[]): Map<string, Answer> {
  const found = new Map<string, Answer>();
  for (const { labels, value } of rows) {
    const service = reach.serviceLabel ? labels[reach.serviceLabel] : services?.[0];
    if (!service || !Number.isFinite(value) || (services && !services.includes(service))) continue;
    const part = reach.partLabel ? labels[reach.partLabel] : '';
    if (part === undefined) continue;
    const answer = found.get(service) ?? { parts: Object.create(null) as Record<string, number> };
    answer.parts[part] = value;
    found.set(service, answer);
  }
  return found;
}

export function measured(group: Group, answer: Answer, normal: Answer | undefined, at: Date): Measurement {
  const value = (parts: Record<string, number>) => whole(group.signal, Object.values(parts));
  return {
    state: 'measured',
    value: value(answer.parts),
    at: at.toISOString(),
    ...(group.by && { parts: { ...answer.parts } }),
    ...(normal && { normal: value(normal.parts) }),
    ...(normal && group.by && { normalParts: { ...normal.parts } }),
  };
}

export function evidenceOf(
  group: Group,
  service: string,
  family: string,
  query: string,
  measurement: Measurement,
  at: Date,
): Evidence {
  const { signal, by, normal } = group;
  return {
    id: `${service}/${signal}${by ? `/${by}` : ''}@${at.getTime()}`,
    question: { service, signal, ...(by && { by }), ...(normal && { normal }) },
    source: 'prometheus',
    family,
    query,
    unit: signals[signal].unit,
    measurement,
  };
}

/** Many lines as one, point by point. */
export function joined(signal: SignalName, points: [number, number][]): [number, number][] {
  const times = new Map<number, number[]>();
  for (const [time, value] of points) if (Number.isFinite(value)) times.set(time, [...(times.get(time) ?? []), value]);
  return [...times]
    .map(([time, values]): [number, number] => [time, Number(whole(signal, values).toPrecision(6))])
    .sort(([a], [b]) => a - b);
}

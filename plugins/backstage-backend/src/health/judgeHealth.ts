import type { Evidence, HealthReason, Question, SignalName } from '@autocura/common';
import { type Normal, normalOf } from './normal';

const asked: SignalName[] = [
  'requests.rate',
  'requests.errors',
  'requests.p95',
  'availability',
  'replicas.running',
  'replicas.wanted',
  'memory.used',
  'memory.limit',
  'pool.used',
  'pool.max',
  'pool.waiting',
  'workers.busy',
  'workers.waiting',
  'queue.age',
  'eventloop.utilization',
  'database.up',
  'database.blocked',
];

export const healthQuestions = (services: string[]): Question[] =>
  services.flatMap(service => asked.map(signal => ({ service, signal })));

export interface HealthSample {
  signal: string;
  /** ISO 8601. */
  at: string;
  value: number;
}

export interface HealthInput {
  service: string;
  /** Answers to `healthQuestions`. */
  evidence: Evidence[];
  /** Its own recent measurements, from which its normal is taken. */
  samples: HealthSample[];
  now: Date;
  staleAfterMs: number;
}

type Values = Partial<Record<SignalName, number>>;
type Usual = (signal: SignalName) => Normal | undefined;

/**
 * Judges a service by fresh data alone and against its own recent normal, incident or not. Without fresh data it is
 * unknown, with the reason.
 */
export function judgeHealth(input: HealthInput): HealthReason[] {
  const fresh = freshValues(input);
  if (Object.keys(fresh).length === 0) return [{ state: 'unknown', says: whyUnknown(input) }];
  const usual: Usual = signal =>
    normalOf(input.samples.flatMap(sample => (sample.signal === signal ? [sample.value] : [])));
  const reasons = judges.flatMap(judge => judge(fresh, usual) ?? []);
  if (reasons.length > 0) return reasons.sort((a, b) => order[a.state] - order[b.state]);
  return 'requests.errors' in fresh || 'availability' in fresh || 'database.up' in fresh
    ? [{ state: 'ok', says: 'measures as usual' }]
    : [{ state: 'unknown', says: 'neither its answers nor its availability can be measured' }];
}

const order = { critical: 0, warning: 1, unknown: 2, ok: 3 };

/** Each looks at one quality and says what is wrong with it. */
const judges: ((values: Values, usual: Usual) => HealthReason | undefined)[] = [
  ({ 'database.up': up }) => (up === 0 ? critical('the database accepts no connection') : undefined),

  ({ availability }) => {
    if (availability === undefined || availability >= 1) return undefined;
    const says = availability === 0 ? 'no target answers' : `${percent(availability)} of its targets answer`;
    return availability < 0.5 ? critical(says) : warning(says);
  },

  ({ 'replicas.running': running, 'replicas.wanted': wanted }) => {
    if (running === undefined || wanted === undefined || running >= wanted) return undefined;
    const says = `${running} of ${wanted} replicas run`;
    return running < wanted / 2 ? critical(says) : warning(says);
  },

  ({ 'requests.errors': errors }, usual) => {
    if (errors === undefined) return undefined;
    const normal = usual('requests.errors') ?? { median: 0, spread: 0 };
    const says = `${percent(errors)} of requests fail, usually ${percent(normal.median)}`;
    if (errors > 0.05 && errors > 2 * normal.median) return critical(says);
    return errors > normal.median + Math.max(4 * normal.spread, 0.01) ? warning(says) : undefined;
  },

  ({ 'requests.p95': p95 }, usual) => {
    const normal = usual('requests.p95');
    if (p95 === undefined || !normal) return undefined;
    const slow = p95 > normal.median + Math.max(4 * normal.spread, normal.median, 0.1);
    return slow ? warning(`answers take ${ms(p95)} (p95), usually ${ms(normal.median)}`) : undefined;
  },

  ({ 'requests.rate': rate }, usual) => {
    const normal = usual('requests.rate');
    if (rate === undefined || !normal || normal.median < 1) return undefined;
    const gone = rate < 0.2 * normal.median && rate < normal.median - 4 * normal.spread;
    return gone ? warning(`${round(rate)} requests a second, usually ${round(normal.median)}`) : undefined;
  },

  ({ 'memory.used': used, 'memory.limit': limit }, usual) => {
    if (used === undefined || !limit || used / limit < 0.9) return undefined;
    const normal = usual('memory.used');
    // A runtime that fills what it is given is as usual.
    if (normal && used <= 1.05 * normal.median) return undefined;
    return warning(`${percent(used / limit)} of its memory is used`);
  },

  ({ 'pool.used': used, 'pool.max': max, 'pool.waiting': waiting }) =>
    used !== undefined && max && used >= 0.95 * max && (waiting ?? 0) > 0
      ? warning(`all ${max} connections are in use and ${waiting} requests wait`)
      : undefined,

  ({ 'workers.busy': busy, 'workers.waiting': waiting }) =>
    busy !== undefined && busy >= 0.95 && (waiting ?? 0) > 0
      ? warning(`all workers are busy and ${waiting} requests wait`)
      : undefined,

  ({ 'queue.age': age }, usual) => {
    if (age === undefined) return undefined;
    const normal = usual('queue.age') ?? { median: 0, spread: 0 };
    const late = age > normal.median + Math.max(4 * normal.spread, normal.median, 5);
    return late ? warning(`the oldest message has waited ${round(age)} s`) : undefined;
  },

  ({ 'eventloop.utilization': busy }, usual) => {
    const normal = usual('eventloop.utilization')?.median ?? 0;
    return busy !== undefined && busy > 0.9 && busy > 1.3 * normal
      ? warning(`its event loop is ${percent(busy)} busy`)
      : undefined;
  },

  ({ 'database.blocked': blocked }, usual) => {
    const normal = usual('database.blocked') ?? { median: 0, spread: 0 };
    return blocked !== undefined && blocked > normal.median + Math.max(4 * normal.spread, 2)
      ? warning(`${blocked} sessions wait for a lock`)
      : undefined;
  },
];

function freshValues({ service, evidence, now, staleAfterMs }: HealthInput): Values {
  const values: Values = {};
  for (const { question, measurement } of evidence) {
    if (question.service !== service || question.by !== undefined || measurement.state === 'missing') continue;
    if (now.getTime() - Date.parse(measurement.at) <= staleAfterMs) values[question.signal] = measurement.value;
  }
  return values;
}

function whyUnknown({ service, evidence, now }: HealthInput): string {
  const ours = evidence.filter(({ question }) => question.service === service).map(({ measurement }) => measurement);
  const newest = Math.max(...ours.map(one => (one.state === 'measured' ? Date.parse(one.at) : -Infinity)));
  if (Number.isFinite(newest)) return `no fresh data: the newest is ${round((now.getTime() - newest) / 1000)} s old`;
  const reasons = ours.flatMap(one => (one.state === 'missing' ? [one.reason] : []));
  return `no data: ${reasons[0] ?? 'nothing was measured'}`;
}

const critical = (says: string): HealthReason => ({ state: 'critical', says });
const warning = (says: string): HealthReason => ({ state: 'warning', says });
const percent = (ratio: number) => `${Math.round(ratio * 1000) / 10} %`;
const ms = (seconds: number) => `${Math.round(seconds * 1000)} ms`;
const round = (value: number) => Number(value.toPrecision(2));

import type { Alert, Topology } from '@autocura/common';
import { createHash } from 'node:crypto';

export interface Scenario {
  /** In the order in which they come in. */
  alerts: { alert: Alert; outage: number; at: number }[];
  /** As far as traffic and catalog tell it: some calls are not known. */
  topology: Topology;
  outages: number;
}

export interface ScenarioOptions {
  seed: number;
  outages?: number;
  /** Areas of eight services each. */
  areas?: number;
  alerts?: number;
  minutes?: number;
  /** Share of the calls that nobody tells of. */
  unknownCalls?: number;
}

const servicesEach = 8;
/** Of each area, on the average. */
const callsToOtherAreas = 0.75;
const atRoot = [
  ...['HighErrorRatio', 'HighLatency', 'PodCrashLooping', 'PodNotReady', 'MemoryHigh', 'RestartsHigh', 'ProbeFailed'],
];
const atCaller = ['HighErrorRatio', 'HighLatency', 'UpstreamErrors'];
/** How often a caller shows it too: in the same area, and in another. */
const spreads = { within: 0.8, across: 0.3 };
const farthest = 4;
/** Of which Kubernetes makes names. */
const safeLetters = 'bcdfghjklmnpqrstvwxz2456789';
/** Kubernetes' own alerts name a pod and no service. */
const podOnly = 0.2;

/**
 * Outages of a company whose services call one another, most of them within their area, each in another area, all within some
 * minutes. Each shows itself at its service and, step by step, at those that call it, by alerts of their pods.
 */
export function scenario({
  seed,
  outages = 40,
  areas = 250,
  alerts = 10_000,
  minutes = 10,
  unknownCalls = 0.05,
}: ScenarioOptions): Scenario {
  const random = seeded(seed);
  const below = (n: number) => Math.floor(random() * n);
  const name = (area: number, service: number) => `area${area}-service${service}`;
  const areaOf = (service: string) => service.slice(0, service.indexOf('-'));

  const calls: { from: string; to: string }[] = [];
  for (let area = 0; area < areas; area += 1) {
    for (let service = 1; service < servicesEach; service += 1)
      calls.push({ from: name(area, below(service)), to: name(area, service) });
  }
  for (let n = 0; n < areas * callsToOtherAreas; n += 1) {
    const [from, to] = [below(areas), below(areas)];
    if (from !== to) calls.push({ from: name(from, below(servicesEach)), to: name(to, below(servicesEach)) });
  }
  const callersOf = (service: string) => calls.filter(({ to }) => to === service).map(({ from }) => from);

  const begun = new Date('2026-03-02T12:00:00Z').getTime();
  const sick = shuffled([...Array(areas).keys()], random).slice(0, outages);
  const weights = sick.map(() => 0.25 + 1.5 * random());
  const weight = weights.reduce((sum, one) => sum + one, 0);
  const found: Scenario['alerts'] = [];
  sick.forEach((area, outage) => {
    const root = name(area, below(servicesEach));
    const affected = spread(
      root,
      callersOf,
      (from, to) => random() < (areaOf(from) === areaOf(to) ? spreads.within : spreads.across),
    );
    const start = begun + random() * (minutes - 1.5) * 60_000;
    const last = outage === sick.length - 1;
    const count = last ? alerts - found.length : Math.round((alerts * weights[outage]!) / weight);
    for (let n = 0; n < count; n += 1) {
      const { service, far } = affected[n % affected.length]!;
      const names = far === 0 ? atRoot : atCaller;
      const alertname = names[Math.floor(n / affected.length) % names.length]!;
      const number = Math.floor(n / affected.length / names.length);
      const delay = far * 10_000 + Math.min(60_000, -Math.log(1 - random()) * 15_000);
      const at = start + delay;
      found.push({
        outage,
        at,
        alert: alertOf({ alertname, service, number, area: areaOf(service), at }, random() < podOnly),
      });
    }
  });
  found.sort((a, b) => a.at - b.at);
  const known = calls.filter(() => random() >= unknownCalls);
  return { alerts: found, outages, topology: { edges: known.map(call => ({ ...call, known: 'traffic' })) } };
}

/** What is sick, and how many calls away from the cause. */
function spread(root: string, callersOf: (service: string) => string[], shows: (from: string, to: string) => boolean) {
  const affected = [{ service: root, far: 0 }];
  for (const { service, far } of affected) {
    if (far === farthest) break;
    for (const caller of callersOf(service)) {
      if (affected.some(one => one.service === caller) || !shows(caller, service)) continue;
      affected.push({ service: caller, far: far + 1 });
    }
  }
  return affected;
}

interface Told {
  alertname: string;
  service: string;
  area: string;
  number: number;
  at: number;
}

function alertOf({ alertname, service, area, number, at }: Told, withoutService: boolean): Alert {
  const digest = createHash('sha256').update(`${service} ${number}`).digest();
  const letters = [...digest].map(byte => safeLetters[byte % safeLetters.length]).join('');
  const labels = {
    ...{
      alertname,
      cluster: 'prod',
      namespace: area,
      pod: `${service}-${letters.slice(0, 9)}-${letters.slice(9, 14)}`,
    },
    severity: alertname === 'HighErrorRatio' || alertname === 'PodCrashLooping' ? 'critical' : 'warning',
    ...(!withoutService && { service }),
  };
  const fingerprint = createHash('sha256').update(JSON.stringify(labels)).digest('hex').slice(0, 16);
  const startsAt = new Date(at).toISOString();
  return { fingerprint, sender: 'alertmanager', status: 'firing', labels, annotations: {}, startsAt };
}

/** Mulberry32: the same numbers on every machine. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function shuffled<T>(items: T[], random: () => number): T[] {
  const left = [...items];
  return items.map(() => left.splice(Math.floor(random() * left.length), 1)[0]!);
}

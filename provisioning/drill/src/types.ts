import type { SecondRecord } from '../../demo/src/load/records';
import type { Fault } from '../../demo/src/fault';

/** Who looks after the shop in a run. `oracle` knows the truth and bounds what is possible. */
export const arms = ['autocura', 'none', 'restart', 'rollback-or-restart', 'oracle'] as const;
export type Arm = (typeof arms)[number];

/** What a fault says of itself, as far as scoring needs it. */
export type Judged = Pick<Fault, 'id' | 'kind' | 'weight' | 'truth'>;

/** An act as the supervisor's own record tells it, whoever asked for it. Times are epoch seconds. */
export interface ActionTaken {
  at: number;
  action: string;
  params: Record<string, unknown>;
  /** The service, flag or database it changed. */
  touched: string;
}

export interface AlertHeard {
  at: number;
  name: string;
  service: string;
  status: 'firing' | 'resolved';
}

/** What an arm said about the cause; only `autocura` says anything. */
export interface Named {
  at: number;
  service: string;
  failureMode: string;
  /** Whether it was called likely or was acted on; else the arm did not commit itself, which counts as "unknown". */
  committed: boolean;
}

/** How well the machine and the shop were before anything was broken, and whether the measuring kept up. */
export interface Conditions {
  /** Milliseconds, over the settle window. */
  baseP95: number | null;
  baseErrors: number;
  alertsWhileSettling: number;
  /** Milliseconds, over the whole run: of the runner, of arrivals behind their schedule, of scrapes off theirs. */
  loopLagP99: number;
  lateLoadP99: number;
  scrapeErrorP99: number | null;
  /** Seconds a second; median over processes the fault does not touch. */
  cpuWaitMedian: number | null;
}

/** Everything observed in one run. Scores are made from these alone, so they can be made again. */
export interface Run {
  fault: string;
  kind: Fault['kind'];
  arm: Arm;
  seed: number;
  /** Epoch seconds: injection, and the end of watching. */
  injectedAt: number;
  endedAt: number;
  /** What shoppers saw, a record a second, from the settle window on. */
  seconds: SecondRecord[];
  alerts: AlertHeard[];
  actions: ActionTaken[];
  /** When the first incident of this arm began; the first alert where the arm has no incidents. */
  incidentAt: number | null;
  /** When it was first told beforehand that a limit will be reached; absent where it never was. */
  predictedAt?: number;
  named: Named[];
  /** The service that stood out first by statistics alone, at its first diagnosis; null where none did. */
  located?: string | null;
  /** When the arm said that it had healed; null where it did not. */
  claimedAt: number | null;
  conditions: Conditions;
  /** Whether this run was made again alone after a void one. */
  repeated: boolean;
}

/** One line of the league, as `--json` gives it. Times are seconds since the injection. */
export interface Result {
  fault: string;
  kind: Fault['kind'];
  arm: Arm;
  seed: number;
  incidentS: number | null;
  /** null for arms that name nothing. */
  serviceRight: boolean | null;
  modeRight: boolean | null;
  /** Whether the service that stood out by statistics alone was a true one; null for arms that look for none. */
  locatedRight: boolean | null;
  /** `service/failure-mode`, `unknown`, or null for arms that name nothing. */
  firstHypothesis: string | null;
  actions: { atS: number; action: string; touched: string; params: Record<string, unknown> }[];
  /** Why each harmful action was one; empty when none was. */
  harmful: string[];
  claimed: boolean;
  recoveredS: number | null;
  requestsFailed: number;
  /** Why the run does not count; absent when it does. */
  void?: string[];
  /** What could not be judged in it, such as harm without a run with nobody healing; absent when all could. */
  unjudged?: string[];
}

export interface League {
  machine: { cores: number; memoryGiB: number; cpu: string; node: string; prometheus: string };
  seed: number;
  timescale: number;
  results: Result[];
}

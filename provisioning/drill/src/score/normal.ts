import type { SecondRecord } from '../../../demo/src/load/records';
import type { Run } from '../types';
import { lateNoticedS, median, sinceInjection, windowS } from './judged';

/** What still counts as normal, from how the same run was before anything was broken. */
export interface Normal {
  errorRatio: number;
  /** Milliseconds. */
  p95: number;
  /** Whether so many orders are made that five seconds without a confirmed one mean that none gets through. */
  ordersFlow: boolean;
}

/** One percent more errors than before: a fifth of what alerts, and more than one request of a window's 150. */
const moreErrors = 0.01;

/**
 * Twice as slow as before, and 50 ms at least: about halfway, by factors, between the usual 80 ms and the 500 ms that
 * alert. A shop with four times its shoppers and enough replicas has been seen at 115 to 275 ms, with 127 before; what is
 * slow for want of healing takes 500 ms and more.
 */
const slower = (p95: number) => Math.max(2 * p95, p95 + 50);

/**
 * Confirmed orders a second, as seen in the settle window, from which on five seconds without any mean something. The
 * shop's usual load brings 2.9, of which twelve seconds show 1.8 to 4; then such five seconds come by chance once in a
 * million, and once in 150 where it really is only one.
 */
const flowPerS = 1;

/** null where nothing was recorded before the injection. */
export function normalOf({ seconds, injectedAt }: Pick<Run, 'seconds' | 'injectedAt'>): Normal | null {
  const before = seconds.filter(({ t }) => t < Math.floor(injectedAt));
  const p95 = median(before.flatMap(second => second.p95 ?? []));
  if (p95 === null) return null;
  const failed = total(before, 'failed');
  return {
    errorRatio: failed / (failed + total(before, 'ok')) + moreErrors,
    p95: slower(p95),
    ordersFlow: total(before, 'confirmed') / before.length >= flowPerS,
  };
}

/** How one second after the injection was, judged with the few that follow it. */
export interface Judgement {
  /** Errors, latency and orders of the window that begins here. */
  well: boolean;
  /** Whether the second is well by itself too and nothing failed in it, so that a good period may begin with it. */
  mayBegin: boolean;
}

/**
 * Judges each second since the injection by the window that begins with it; at the end of watching windows are shorter.
 * An order that came too late speaks of the second in which it was made.
 */
export function judge(run: Pick<Run, 'seconds' | 'injectedAt' | 'endedAt'>, normal: Normal): Judgement[] {
  const seconds = sinceInjection(run);
  return seconds.map((second, i) => {
    const window = seconds.slice(i, i + windowS);
    const lateOnes = total(seconds.slice(i + lateNoticedS, i + lateNoticedS + windowS), 'late');
    const whole = window.length === windowS;
    const orders = lateOnes === 0 && !(normal.ordersFlow && whole && total(window, 'confirmed') === 0);
    const well = errorsNormal(window, normal) && latencyNormal(window, normal) && orders;
    const begins = second.ok > 0 && second.failed === 0 && latencyNormal([second], normal);
    return { well, mayBegin: well && begins && !(normal.ordersFlow && second.confirmed === 0) };
  });
}

/** A single failed request is no trend, however few there were. */
function errorsNormal(window: SecondRecord[], normal: Normal) {
  const failed = total(window, 'failed');
  const requests = failed + total(window, 'ok');
  return requests > 0 && (failed <= 1 || failed / requests <= normal.errorRatio);
}

/** Half of the window's seconds at least: one slow second is not a slow shop. */
function latencyNormal(window: SecondRecord[], normal: Normal) {
  const p95 = median(window.flatMap(second => second.p95 ?? []));
  return p95 !== null && p95 <= normal.p95;
}

const total = (seconds: SecondRecord[], what: 'ok' | 'failed' | 'confirmed' | 'late') =>
  seconds.reduce((sum, second) => sum + second[what], 0);

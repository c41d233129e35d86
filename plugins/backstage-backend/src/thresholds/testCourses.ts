import type { Threshold } from '@autocura/common';
import type { Labels } from '../sources/prometheus';

/** A moment on the grid of a minute, in Unix seconds: everything before it is missing. */
export const began = Date.parse('2026-03-02T12:00:00Z') / 1000;
export const at = (minute: number) => new Date((began + minute * 60) * 1000).toISOString();

export const latency: Threshold = {
  ...{ name: 'latency', query: 'p95', service: { label: 'service' }, direction: 'above', sensitivity: 'normal' },
  ...{ least: {}, missing: { afterMs: 300_000, then: 'alert' }, everyMs: 60_000, settlesMs: 3_600_000 },
  ...{ mode: 'alert', severity: 'warning' },
};

/** What a service's series is at each minute; undefined where it is missing. */
export type Course = (minute: number) => number | undefined;

/** Even noise, always the same. */
const noise = (n: number) => (Math.imul(n + 1, 2_654_435_761) >>> 0) / 2 ** 31 - 1;
export const usual = (minute: number) => 100 + 3 * noise(minute);
export const raised =
  (from: number, to: number): Course =>
  minute =>
    usual(minute) + (minute >= from && minute < to ? 100 : 0);

/** A Prometheus with one series a service; `asked` hears of each question for a range, and may throw. */
export function madeClient(courses: Record<string, Course>, asked: (kind: 'query' | 'range') => void = () => {}) {
  const labels = (service: string): Labels => ({ __name__: 'p95', service });
  const minuteOf = (seconds: number) => Math.round((seconds - began) / 60);
  const pointsOf = (of: Course, times: number[]) =>
    times.flatMap((time): [number, number][] => {
      const value = time < began ? undefined : of(minuteOf(time));
      return value === undefined ? [] : [[time, value]];
    });
  return {
    async query(_: string, when: Date) {
      asked('query');
      return Object.entries(courses).flatMap(([service, of]) =>
        pointsOf(of, [when.getTime() / 1000]).map(([, value]) => ({ labels: labels(service), value })),
      );
    },
    async queryRange(_: string, from: Date, to: Date, step: number) {
      asked('range');
      const times: number[] = [];
      for (let time = from.getTime() / 1000; time <= to.getTime() / 1000; time += step) times.push(time);
      return Object.entries(courses)
        .map(([service, of]) => ({ labels: labels(service), points: pointsOf(of, times) }))
        .filter(({ points }) => points.length > 0);
    },
  };
}

import type { SignalName } from '@autocura/common';
import type { PredictorOptions } from './predictor';

/** What each signal of each service is at so many seconds since 1970; undefined where nobody tells. */
export type Lives = Record<string, Partial<Record<SignalName, (seconds: number) => number | undefined>>>;

/** A source whose courses are made up, and which tells what it was asked for. */
export class MadeCourses {
  readonly asked: { services: string[]; signals: SignalName[]; from: number; to: number }[] = [];
  away = false;

  constructor(private readonly lives: Lives) {}

  readonly source: PredictorOptions['source'] = {
    services: async () => Object.keys(this.lives),
    courses: async (services, signals, from, to, step) => {
      const [first, last] = [from.getTime() / 1000, to.getTime() / 1000];
      this.asked.push({ services, signals, from: first, to: last });
      if (this.away) return [];
      const times = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, n) => first + n * step);
      return services.flatMap(service =>
        signals.flatMap(signal => {
          const points = times.flatMap((time): [number, number][] => {
            const value = this.lives[service]?.[signal]?.(time);
            return value === undefined ? [] : [[time, value]];
          });
          return points.length > 0 ? [{ service, signal, points }] : [];
        }),
      );
    },
  };
}

import type { SignalName } from '@autocura/common';
import type { PrometheusSource } from '../sources/prometheus';

/** [Unix seconds, value], ascending. */
export type Points = [number, number][];

export interface HistoriesOptions {
  source: Pick<PrometheusSource, 'courses'>;
  signals: SignalName[];
  /** Between two points. */
  stepS: number;
  /** How far back they reach, in seconds. */
  keptS: number;
}

/** Services whose whole history is asked for at once. */
const atOnce = 50;

/**
 * How quantities went until now. The whole history of a service is asked for once; from then on only what is new, with
 * whatever was missed meanwhile.
 */
export class Histories {
  private readonly known = new Map<string, Points>();
  private readonly services = new Set<string>();
  private until = -Infinity;
  private asked = -Infinity;

  constructor(private readonly options: HistoriesOptions) {}

  /** False where nothing is new since the last time. */
  async update(services: string[], now: Date): Promise<boolean> {
    const { stepS, keptS } = this.options;
    const to = Math.floor(now.getTime() / 1000 / stepS) * stepS;
    if (to <= this.asked) return false;
    this.asked = to;
    const added = services.filter(service => !this.services.has(service));
    const from = Math.max(this.until + stepS, to - keptS);
    const news = this.services.size > 0 ? await this.ask([...this.services], from, to) : 0;
    let whole = 0;
    for (let start = 0; start < added.length; start += atOnce)
      whole += await this.ask(added.slice(start, start + atOnce), to - keptS, to);
    // Who answers nothing at all may be away: it is asked for the same time again.
    if (news + whole === 0) return false;
    added.forEach(service => this.services.add(service));
    this.until = to;
    this.forget(to - keptS);
    return true;
  }

  /** Of a quantity, or of its share of another; empty where nobody tells. */
  of(service: string, signal: SignalName, per?: SignalName): Points {
    const points = this.known.get(keyOf(service, signal)) ?? [];
    if (per === undefined) return points;
    const whole = new Map(this.known.get(keyOf(service, per)));
    return points.flatMap(([time, value]): Points => {
      const most = whole.get(time);
      return most ? [[time, value / most]] : [];
    });
  }

  private async ask(services: string[], from: number, to: number): Promise<number> {
    const { source, signals, stepS } = this.options;
    const courses = await source.courses(services, signals, new Date(from * 1000), new Date(to * 1000), stepS);
    for (const { service, signal, points } of courses) {
      const key = keyOf(service, signal);
      const before = this.known.get(key) ?? [];
      const last = before.at(-1)?.[0] ?? -Infinity;
      this.known.set(key, [...before, ...points.filter(([time]) => time > last)]);
    }
    return courses.length;
  }

  private forget(before: number) {
    for (const [key, points] of this.known) {
      const kept = points.filter(([time]) => time >= before);
      if (kept.length > 0) this.known.set(key, kept);
      else this.known.delete(key);
    }
  }
}

const keyOf = (service: string, signal: SignalName) => JSON.stringify([service, signal]);

import type { Figures } from './measure';
import { median } from './statistics';

export interface Result extends Figures {
  round: number;
  target: string;
  /** `duplicate 64`: which alerts, and how many a request. */
  case: string;
}

/** What share of Alertmanager's alerts per CPU-second ours must at least be. */
const asked: Record<string, number> = { 'duplicate 64': 1, 'unique 64': 0.7 };

/** Medians over the rounds, with the least and the most of what is compared. */
export function table(results: Result[], cases: string[]): { text: string; met: boolean } {
  const lines: string[][] = [['case', 'server', 'alerts/s', 'per CPU-second', 'share', 'p50 ms', 'p99 ms']];
  let met = true;
  for (const name of cases) {
    const here = results.filter(one => one.case === name);
    const of = (target: string, what: keyof Figures) => here.filter(one => one.target === target).map(one => one[what]);
    const targets = [...new Set(here.map(({ target }) => target))];
    const best = median(of('Alertmanager', 'perCpuSecond'));
    for (const target of targets) {
      const perCpu = of(target, 'perCpuSecond');
      const share = median(perCpu) / best;
      const least = target === 'Alertmanager' ? undefined : asked[name];
      if (least !== undefined && share < least) met = false;
      lines.push([
        name,
        target,
        whole(median(of(target, 'rate'))),
        `${whole(median(perCpu))} (${whole(Math.min(...perCpu))}–${whole(Math.max(...perCpu))})`,
        share.toFixed(2) + (least === undefined ? '' : ` (asked: ${least})`),
        median(of(target, 'p50')).toFixed(1),
        median(of(target, 'p99')).toFixed(1),
      ]);
    }
  }
  const width = (column: number) => Math.max(...lines.map(line => line[column]?.length ?? 0));
  const padded = lines.map(line =>
    line
      .map((cell, column) => cell.padEnd(width(column)))
      .join('  ')
      .trimEnd(),
  );
  return { text: padded.join('\n'), met };
}

const whole = (value: number) => Math.round(value).toLocaleString('en');

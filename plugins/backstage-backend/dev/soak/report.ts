import type { Delivered } from './traffic';

export interface Happened {
  /** Seconds since the beginning. */
  from: number;
  to: number;
  name: string;
}

export interface Sample {
  at: number;
  /** Memory of each replica, MiB; 0 while it is gone. */
  mib: number[];
  incidents: number;
}

export interface Soaked {
  seconds: number;
  samples: Sample[];
  delivered: Delivered[];
  happened: Happened[];
  /** What is wrong; empty when all promises held. */
  broken: string[];
  /** What was counted, by its words. */
  counts: Record<string, number | string>;
}

const [width, height, margin] = [900, 180, 40];

/** One page that needs nothing else. */
export function reportOf({ seconds, samples, delivered, happened, broken, counts }: Soaked): string {
  const rows = Object.entries(counts).map(([what, count]) => `<tr><td>${what}</td><td>${count}</td></tr>`);
  const replicas = samples[0]?.mib.length ?? 0;
  const memory = Array.from({ length: replicas }, (_, index) =>
    samples.map(({ at, mib }): [number, number] => [at, mib[index] || NaN]),
  );
  const slowest = slots(delivered, seconds);
  return `<!doctype html><meta charset="utf-8"><title>Soak</title>
<style>body{font:14px sans-serif;max-width:960px;margin:2em auto;color:#222}td{padding:2px 1em 2px 0}
svg{display:block;margin:0 0 1em}.mishap{fill:#d33;opacity:.15}h2{font-size:15px}</style>
<h1>${broken.length === 0 ? 'Every promise held' : `${broken.length} promises did not hold`}</h1>
<ul>${broken.map(one => `<li>${one}</li>`).join('')}</ul><table>${rows.join('')}</table>
<h2>Memory of each replica, MiB</h2>${plot(memory, happened, seconds)}
<h2>Slowest delivery of each five seconds with all its tries, ms</h2>${plot([slowest], happened, seconds)}
<h2>Incidents that are open</h2>${plot([samples.map(({ at, incidents }): [number, number] => [at, incidents])], happened, seconds)}
<h2>What happened</h2><ol>${happened.map(({ from, name }) => `<li>${from.toFixed(0)} s: ${name}</li>`).join('')}</ol>`;
}

function slots(delivered: Delivered[], seconds: number): [number, number][] {
  const most = new Map<number, number>();
  for (const { at, ms } of delivered) {
    const slot = Math.floor(at / 5) * 5;
    most.set(slot, Math.max(most.get(slot) ?? 0, ms));
  }
  return [...most].filter(([at]) => at <= seconds).sort(([a], [b]) => a - b);
}

const colours = ['#1f60c4', '#37872d', '#c15c17'];

function plot(lines: [number, number][][], happened: Happened[], seconds: number): string {
  const known = lines.map(line => line.filter(([, value]) => Number.isFinite(value)));
  const top = Math.max(1, ...known.flatMap(line => line.map(([, value]) => value)));
  const x = (at: number) => margin + (at / seconds) * (width - margin);
  const y = (value: number) => height - 20 - (value / top) * (height - 30);
  const areas = happened.map(
    ({ from, to }) =>
      `<rect class="mishap" x="${x(from)}" y="0" width="${Math.max(2, x(to) - x(from))}" height="${height - 20}"/>`,
  );
  const drawn = known.map(
    (line, index) =>
      `<polyline fill="none" stroke="${colours[index % colours.length]}" points="${line.map(([at, value]) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ')}"/>`,
  );
  return `<svg width="${width}" height="${height}" role="img"><text x="0" y="12">${top.toFixed(0)}</text>
<text x="0" y="${height - 20}">0</text><text x="${width - 60}" y="${height - 4}">${seconds.toFixed(0)} s</text>${areas.join('')}${drawn.join('')}</svg>`;
}

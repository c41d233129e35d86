import { median } from '../score/judged';
import type { ScoredLeague } from '../score/scoreLeague';
import type { Conditions, Run } from '../types';
import { html } from './html';
import type { Html } from './html';

const measured: { of: keyof Conditions; name: string; unit: string; digits: number }[] = [
  { of: 'baseP95', name: '95th percentile before the injection', unit: 'ms', digits: 0 },
  { of: 'baseErrors', name: 'errors before the injection', unit: '', digits: 0 },
  { of: 'alertsWhileSettling', name: 'alerts before the injection', unit: '', digits: 0 },
  { of: 'loopLagP99', name: 'event-loop lag of the runner, p99', unit: 'ms', digits: 0 },
  { of: 'lateLoadP99', name: 'arrivals behind their schedule, p99', unit: 'ms', digits: 0 },
  { of: 'scrapeErrorP99', name: 'scrapes off their interval, p99', unit: 'ms', digits: 0 },
  { of: 'cpuWaitMedian', name: 'waiting for a core, median of processes', unit: 's/s', digits: 2 },
];

/** How well the machine and the shop were, and which runs do not count for it or leave something open. */
export function conditions({ runs, scored }: ScoredLeague): Html {
  const voids = scored.filter(each => each.void);
  const repeated = runs.filter(run => run.repeated);
  const open = scored.filter(each => each.unjudged && !each.void);
  const name = ({ fault, arm, seed }: Pick<Run, 'fault' | 'arm' | 'seed'>) => `${fault}, ${arm}, seed ${seed}`;
  return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">over all runs</th>
            <th>least</th>
            <th>median</th>
            <th>most</th>
            <th>not measured</th>
          </tr>
        </thead>
        <tbody>
          ${measured.map(each => line(runs, each))}
        </tbody>
      </table>
    </div>
    ${list(
      'Void',
      voids.map(each => `${name(each)}: ${each.void?.join('; ')}`),
      'No run is void.',
    )}
    ${list('Made again alone after a void run', repeated.map(name), 'No run was made again.')}
    ${list(
      'Not judged',
      open.map(each => `${name(each)}: ${each.unjudged?.join('; ')}`),
      'All could be judged.',
    )}`;
}

function line(runs: Run[], { of, name, unit, digits }: (typeof measured)[number]): Html {
  const values = runs.flatMap(run => run.conditions[of] ?? []);
  const cell = (value: number | null) => html`<td>${value === null ? '–' : `${value.toFixed(digits)} ${unit}`}</td>`;
  const ends = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [null, null];
  return html`<tr>
    <th scope="row">${name}</th>
    ${cell(ends[0] ?? null)}${cell(median(values))}${cell(ends[1] ?? null)}
    <td>${runs.length - values.length}</td>
  </tr> `;
}

const list = (title: string, items: string[], otherwise: string): Html =>
  items.length === 0
    ? html`<p>${otherwise}</p>`
    : html`<h3>${title}</h3>
        <ul>
          ${items.map(item => html`<li>${item}</li>`)}
        </ul>`;

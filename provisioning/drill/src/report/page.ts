import type { ScoredLeague } from '../score/scoreLeague';
import { conditions } from './conditions';
import { columns, laterColumns } from './headline';
import type { Cell } from './headline';
import { html } from './html';
import type { Html } from './html';
import { how } from './how';
import { matrix } from './matrix';
import { style } from './style';
import { timelines } from './timelines';

/** The league as one file that needs nothing else. */
export function reportHtml(scored: ScoredLeague): string {
  const { league } = scored;
  const { machine } = league;
  const count = (values: unknown[], one: string, many = `${one}s`) => {
    const { size } = new Set(values);
    return `${size} ${size === 1 ? one : many}`;
  };
  const of = (kind: string) => league.results.filter(each => each.kind === kind).map(({ fault }) => fault);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>The drill</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <header>
          <h1>The drill</h1>
          <p>
            ${count(of('fault'), 'fault')} and ${count(of('herring'), 'herring')}, looked after by
            ${count(
              league.results.map(({ arm }) => arm),
              'arm',
            )},
            with
            ${count(
              league.results.map(({ seed }) => seed),
              'seed',
            )}:
            ${count(league.results, 'run')}.
          </p>
          <p class="quiet">
            ${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB · Node ${machine.node} · Prometheus
            ${machine.prometheus} · durations of the healer × ${league.timescale} · well again means
            ${scored.rules.holdS} s without a relapse
          </p>
        </header>
        <main>
          <section>
            <h2>Arms</h2>
            ${arms(scored)}
          </section>
          <section>
            <h2>Promises</h2>
            ${promises(scored)}
          </section>
          <section>
            <h2>Fault by fault</h2>
            ${matrix(scored)}
          </section>
          <section>
            <h2>Timelines</h2>
            ${timelines(scored)}
          </section>
          <section>
            <h2>Conditions</h2>
            ${conditions(scored)}
          </section>
          <section>
            <h2>How it is judged</h2>
            ${how(scored.rules)}
          </section>
        </main>
      </body>
    </html> `.text;
}

function arms({ table }: ScoredLeague): Html {
  const all = [...columns, ...laterColumns(table)].slice(1);
  const cell = ({ main, detail }: Cell) =>
    html`<td>${main}${detail === undefined ? '' : html`<small class="line">${detail}</small>`}</td>`;
  return html`<div class="scroll">
      <table class="arms">
        <thead>
          <tr>
            <th scope="col">arm</th>
            ${all.map(({ name }) => html`<th scope="col">${name}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${table.map(
            row =>
              html`<tr>
                <th scope="row"><span class="dot ${row.arm}"></span>${row.arm}</th>
                ${all.map(({ of }) => cell(of(row)))}
              </tr> `,
          )}
        </tbody>
      </table>
    </div>
    <p class="quiet">
      Means over faults, below them the middle 95 % over resampled faults. Who does not recover counts with the horizon.
      Later: the median, where both recover.
    </p>`;
}

function promises({ verdicts }: ScoredLeague): Html {
  return html`<ul class="promises">
    ${verdicts.map(({ promise, figure, met }) => {
      const [name, word] = met === null ? ['open', 'not judged'] : met ? ['met', 'met'] : ['broken', 'not met'];
      return html`<li>
        <span class="badge ${name}">${word}</span><span>${promise}</span><span class="figure">${figure}</span>
      </li> `;
    })}
  </ul>`;
}

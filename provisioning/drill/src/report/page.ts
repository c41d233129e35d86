import type { ScoredLeague } from '../score/scoreLeague';
import { headline } from './headline';
import { html } from './html';

/** The league as one file that needs nothing else. */
export function reportHtml({ league, table, verdicts }: ScoredLeague): string {
  const { head, rows } = headline(table);
  return html`<!doctype html>
    <html lang="en">
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width" />
      <title>The drill</title>
      <h1>The drill</h1>
      <p>
        ${league.machine.cpu}, ${league.machine.cores} cores, ${league.machine.memoryGiB} GiB; timescale
        ${league.timescale}
      </p>
      <table>
        <tr>
          ${head.map(name => html`<th>${name}</th>`)}
        </tr>
        ${rows.map(
          row =>
            html`<tr>
              ${row.map(cell => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </table>
      <ul>
        ${verdicts.map(({ promise, figure, met }) => html`<li>${met === null ? 'not judged' : met ? 'met' : 'not met'}: ${promise}: ${figure}</li>`)}
      </ul>
    </html> `.text;
}

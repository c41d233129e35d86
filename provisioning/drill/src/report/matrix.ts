import { arms } from '../types';
import type { Arm } from '../types';
import { mean, median } from '../score/judged';
import type { Scored } from '../score/result';
import type { ScoredLeague } from '../score/scoreLeague';
import { html } from './html';
import type { Html } from './html';

/** Faults by arms; herrings, which need no recovery, below. */
export function matrix({ scored }: ScoredLeague): Html {
  const ran = arms.filter(arm => scored.some(each => each.arm === arm));
  const rows = (kind: Scored['kind']) =>
    [...new Set(scored.filter(each => each.kind === kind).map(({ fault }) => fault))].map(
      fault =>
        html`<tr>
          <th scope="row"><a href="#${fault}">${fault}</a></th>
          ${ran.map(arm => cell(scored, fault, arm))}
        </tr> `,
    );
  const herrings = rows('herring');
  return html`<div class="scroll">
      <table class="matrix">
        <thead>
          <tr>
            <th scope="col">fault</th>
            ${ran.map(arm => html`<th scope="col"><span class="dot ${arm}"></span>${arm}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows('fault')}
        </tbody>
        ${
          herrings.length > 0
            ? html`<tbody>
                <tr>
                  <th colspan="${ran.length + 1}" class="group">herrings</th>
                </tr>
                ${herrings}
              </tbody>`
            : ''
        }
      </table>
    </div>
    <p class="quiet">
      Seconds to recovery, the median of the seeds that recovered; how many of them did where not all; requests failed,
      their mean. A run that is void counts for nothing.
    </p>`;
}

function cell(scored: Scored[], fault: string, arm: Arm): Html {
  const all = scored.filter(each => each.fault === fault && each.arm === arm);
  if (all.length === 0) return html`<td class="none">–</td>`;
  const results = all.filter(each => !each.void);
  if (results.length === 0) return html`<td class="none">void</td>`;
  const failed = Math.round(mean(results.map(({ requestsFailed }) => requestsFailed)) ?? 0);
  const { name, seconds, partly } = recovery(results);
  return html`<td class="${name}">
    <b>${seconds}</b> <small>${partly}</small>
    <small class="line">${failed} failed</small
    >${notes(results).map(note => html`<small class="line ${note.name}">${note.text}</small>`)}
  </td>`;
}

function recovery(results: Scored[]): { name: string; seconds: string; partly: string } {
  const known = results.filter(({ recoveryKnown }) => recoveryKnown);
  const recovered = known.flatMap(({ recoveredS }) => recoveredS ?? []);
  const partly =
    recovered.length > 0 && recovered.length < known.length ? `${recovered.length} of ${known.length}` : '';
  if (known.length === 0) return { name: 'none', seconds: 'not felt', partly };
  const troubled = recovered.filter(s => s > 0);
  const name = 2 * recovered.length <= known.length || acted(results) ? 'bad' : 'good';
  if (recovered.length === 0) return { name, seconds: 'never', partly };
  if (troubled.length === 0) return { name, seconds: 'well throughout', partly };
  return { name, seconds: `${(median(recovered) ?? 0).toFixed(1)} s`, partly };
}

/** Actions where none was needed. */
const acted = (results: Scored[]) =>
  results.reduce((sum, each) => sum + (each.kind === 'herring' ? each.actions.length : 0), 0);

/** What an arm said, did and should not have done. */
function notes(results: Scored[]): { name: string; text: string }[] {
  const share = (holds: (result: Scored) => boolean, of = results) =>
    of.length === 1 ? '' : ` ${of.filter(holds).length} of ${of.length}`;
  const names = results.filter(({ serviceRight }) => serviceRight !== null);
  const right = (each: Scored) => each.serviceRight === true && each.modeRight === true;
  const isRight = 2 * names.filter(right).length > names.length;
  const harmful = results.flatMap(each => each.harmful).length;
  return [
    ...(names.length > 0
      ? [{ name: isRight ? 'yes' : 'no', text: `${isRight ? '✓' : '✗'} named${share(right, names)}` }]
      : []),
    ...(acted(results) > 0 ? [{ name: 'no', text: `${acted(results)} actions` }] : []),
    ...(harmful > 0 ? [{ name: 'no', text: `▲ ${harmful} harmful` }] : []),
    ...(results.some(each => each.claimedWrongly) ? [{ name: 'no', text: '▲ claimed wrongly' }] : []),
    ...(results.some(each => each.unjudged) ? [{ name: 'open', text: '? not all judged' }] : []),
  ];
}

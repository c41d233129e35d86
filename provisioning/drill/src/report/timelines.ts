import type { SecondRecord } from '../../../demo/src/load/records';
import type { Scored } from '../score/result';
import type { ScoredLeague } from '../score/scoreLeague';
import { arms } from '../types';
import type { Run } from '../types';
import { html } from './html';
import type { Html } from './html';
import { markKinds, marksOf } from './marks';
import type { Mark } from './marks';

interface Shown {
  run: Run;
  result: Scored;
}

/** Seconds shown before the injection. */
const beforeS = 5;

/** A figure a fault and seed: failed requests a second in each arm, above each other and on one scale. */
export function timelines({ runs, scored }: ScoredLeague): Html {
  const shown = runs.flatMap((run, i) => (scored[i] ? [{ run, result: scored[i] }] : []));
  const faults = [...new Set(runs.map(({ fault }) => fault))];
  return html`<p class="legend">
      Failed requests a second; marks: ${markKinds.map(kind => html`<span><i class="mark ${kind}"></i>${kind}</span>`)}
      <span><i class="mark action harmful"></i>harmful action</span><span><i class="band"></i>recovered</span>
    </p>
    ${faults.map(fault => ofFault(shown.filter(({ run }) => run.fault === fault)))}`;
}

function ofFault(shown: Shown[]): Html {
  const [first] = shown;
  if (!first) return html``;
  const { fault, kind } = first.run;
  const seeds = [...new Set(shown.map(({ run }) => run.seed))].sort((a, b) => a - b);
  const of = (seed: number) => figure(shown.filter(({ run }) => run.seed === seed));
  const [shownFirst = 0, ...others] = seeds;
  return html`<article id="${fault}">
    <h3>${fault}${kind === 'herring' ? html` <small>herring</small>` : ''}</h3>
    ${of(shownFirst)}
    ${others.map(
      seed =>
        html`<details>
          <summary>seed ${seed}</summary>
          ${of(seed)}
        </details>`,
    )}
  </article> `;
}

function figure(shown: Shown[]): Html {
  const untilS = Math.ceil(Math.max(...shown.map(({ run }) => run.endedAt - run.injectedAt)) / 10) * 10;
  const most = Math.max(10, ...shown.flatMap(({ run }) => within(run, untilS).map(({ failed }) => failed)));
  const ordered = arms.flatMap(arm => shown.filter(({ run }) => run.arm === arm));
  const ticks = Array.from({ length: Math.floor(untilS / 20) + 1 }, (_, i) => i * 20);
  return html`<figure>
    ${ordered.map(each => row(each, untilS, most))}
    <div class="axis">
      ${ticks.map(s => html`<span style="left:${share(s, untilS)}%">${s === 0 ? 'injection' : `${s} s`}</span>`)}
    </div>
  </figure>`;
}

function row({ run, result }: Shown, untilS: number, most: number): Html {
  const marks = marksOf(run, result);
  const watchedS = run.endedAt - run.injectedAt;
  const left = (s: number) => share(Math.min(s, untilS), untilS);
  const recovered = result.recoveredS;
  return html`<div class="run ${run.arm}">
    <div class="facts">
      <b><span class="dot ${run.arm}"></span>${run.arm}</b>
      <span>${result.requestsFailed} failed</span>${marks.map(fact)}${outcome(result)}${
        result.void ? html`<span class="no">void: ${result.void.join('; ')}</span>` : ''
      }
    </div>
    <div class="plot">
      <svg
        viewBox="0 0 ${beforeS + untilS} ${most}"
        preserveAspectRatio="none"
        role="img"
        aria-label="failed requests a second, ${run.arm}"
      >
        <path d="${area(run, untilS, most)}" />
      </svg>
      ${recovered === null ? '' : html`<i class="band" style="left:${left(recovered)}%;right:${100 - left(watchedS)}%"></i>`}
      <i class="zero" style="left:${left(0)}%"></i
      >${watchedS < untilS - 2 ? html`<i class="unwatched" style="left:${left(watchedS)}%"></i>` : ''}
      <span class="most">${most}/s</span>${marks.map(mark => symbol(mark, left(mark.s)))}
    </div>
  </div> `;
}

function outcome({ hurt, recoveryKnown, recoveredS }: Scored): Html {
  if (hurt === null) return html`<span class="open">not judged</span>`;
  if (recoveredS === 0 || !recoveryKnown) return html`<span>well throughout</span>`;
  return recoveredS === null ? html`<span class="no">not recovered</span>` : html``;
}

const fact = ({ kind, s, text, harmful }: Mark) =>
  html`<span class="${harmful ? 'no' : ''}"
    ><i class="mark ${kind} ${harmful ? 'harmful' : ''}"></i>${text} ${s.toFixed(1)} s</span
  >`;

const symbol = ({ kind, s, text, harmful }: Mark, left: number) =>
  html`<i
    class="mark ${kind} ${harmful ? 'harmful' : ''}"
    style="left:${left}%;top:${2 + 9 * markKinds.indexOf(kind)}px"
    title="${text} ${s.toFixed(1)} s"
  ></i>`;

/** Percent of the width. */
const share = (s: number, untilS: number) => Math.round((1000 * (s + beforeS)) / (beforeS + untilS)) / 10;

const within = ({ seconds, injectedAt }: Run, untilS: number): SecondRecord[] =>
  seconds.filter(({ t }) => t - injectedAt >= -beforeS - 1 && t - injectedAt < untilS);

/** Steps, a second wide. */
function area(run: Run, untilS: number, most: number): string {
  const steps = within(run, untilS).map(({ t, failed }) => {
    const x = Math.round(10 * (t - run.injectedAt + beforeS)) / 10;
    return failed > 0 ? `M${x} ${most}V${most - failed}h1V${most}z` : '';
  });
  return steps.join('');
}

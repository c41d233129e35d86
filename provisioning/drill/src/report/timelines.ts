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

/** A figure a fault and seed: what shoppers felt in each arm, above each other and on one scale. */
export function timelines({ runs, scored }: ScoredLeague): Html {
  const shown = runs.flatMap((run, i) => (scored[i] ? [{ run, result: scored[i] }] : []));
  const faults = [...new Set(runs.map(({ fault }) => fault))];
  return html`<p class="legend">
      <span><i class="bar"></i>requests failed a second</span>
      <span><i class="bar late"></i>orders late</span><span><i class="curve"></i>95th percentile</span>
      ${markKinds.map(kind => html`<span><i class="mark ${kind}"></i>${kind}</span>`)}
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
  const seconds = shown.flatMap(({ run }) => within(run, untilS));
  const most = Math.max(10, ...seconds.map(({ failed, late }) => failed + late));
  const slowest = Math.max(500, ...seconds.map(({ p95 }) => p95 ?? 0));
  const ordered = arms.flatMap(arm => shown.filter(({ run }) => run.arm === arm));
  const step = untilS > 100 ? 40 : 20;
  const ticks = Array.from({ length: Math.floor(untilS / step) + 1 }, (_, i) => i * step);
  return html`<figure>
    ${ordered.map(each => row(each, untilS, [most, slowest]))}
    <div class="axis">
      ${ticks.map(s => html`<span style="left:${share(s, untilS)}%">${s === 0 ? 'injection' : `${s} s`}</span>`)}
    </div>
  </figure>`;
}

function row({ run, result }: Shown, untilS: number, [most, slowest]: [number, number]): Html {
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
        aria-label="failed requests, late orders and 95th percentile, ${run.arm}"
      >
        ${steps(run, untilS, most)}${latency(run, untilS, [most, slowest])}
      </svg>
      ${recovered === null ? '' : html`<i class="band" style="left:${left(recovered)}%;right:${100 - left(watchedS)}%"></i>`}
      <i class="zero" style="left:${left(0)}%"></i
      >${watchedS < untilS - 2 ? html`<i class="unwatched" style="left:${left(watchedS)}%"></i>` : ''}
      <span class="most">${most}/s</span
      ><span class="slowest">${(slowest / 1000).toFixed(1)} s</span>${marks.map(mark => symbol(mark, left(mark.s)))}
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

/** Failed requests and, upon them, orders that were late: steps, a second wide. */
function steps(run: Run, untilS: number, most: number): Html {
  const bar = (x: number, from: number, to: number) =>
    to > from ? `M${x} ${most - from}V${most - to}h1V${most - from}z` : '';
  const of = (each: (x: number, second: SecondRecord) => string) =>
    within(run, untilS)
      .map(second => each(Math.round(10 * (second.t - run.injectedAt + beforeS)) / 10, second))
      .join('');
  return html`<path class="failed" d="${of((x, { failed }) => bar(x, 0, failed))}" /><path
      class="late"
      d="${of((x, { failed, late }) => bar(x, failed, failed + late))}"
    />`;
}

/** The 95th percentile in the middle of each second; a second without any leaves a gap. */
function latency(run: Run, untilS: number, [most, slowest]: [number, number]): Html {
  let drawn = false;
  const points = within(run, untilS).map(({ t, p95 }) => {
    const x = Math.round(10 * (t - run.injectedAt + beforeS + 0.5)) / 10;
    const point = p95 === null ? '' : `${drawn ? 'L' : 'M'}${x} ${Math.round(100 * most * (1 - p95 / slowest)) / 100}`;
    drawn = p95 !== null;
    return point;
  });
  return html`<path class="latency" vector-effect="non-scaling-stroke" d="${points.join('')}" />`;
}

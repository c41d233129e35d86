import { Html } from './html';

/** No request leaves the page: system fonts, no images. */
export const style = new Html(`
:root { --bg: #fff; --fg: #1c2128; --quiet: #59636e; --line: #d8dee4; --panel: #f6f8fa; --good: #dff3e4; --bad: #fbe3e0;
  --yes: #1a6f37; --no: #b3261e; --open: #8a5a00;
  --autocura: #0b7285; --none: #6e7781; --restart: #c05600; --rollback-or-restart: #7048a8; --oracle: #2459b8;
  --alert: #d9480f; --incident: #9c36b5; --diagnosis: #1c7ed6; --action: #1c2128; --recovery: #2b8a3e; --claim: #0b7285; }
@media (prefers-color-scheme: dark) { :root { --bg: #0f1317; --fg: #e6e9ec; --quiet: #9aa5b1; --line: #2f3740; --panel: #181d23;
  --good: #12351f; --bad: #43201d; --yes: #6fd08c; --no: #ff8a80; --open: #e8b457;
  --autocura: #3bc9db; --none: #9aa5b1; --restart: #ff9f5a; --rollback-or-restart: #b794f6; --oracle: #7fa8ff;
  --alert: #ff8f5c; --incident: #e08cf2; --diagnosis: #74c0fc; --action: #f1f3f5; --recovery: #69db7c; --claim: #3bc9db; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1180px; padding: 1rem 1.25rem 4rem; background: var(--bg); color: var(--fg);
  font: 15px/1.5 system-ui, sans-serif; }
h1 { margin: 1rem 0 0; font-size: 1.9rem; } h2 { margin: 2.5rem 0 .75rem; font-size: 1.3rem; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1.05rem; } h3 small { color: var(--quiet); font-weight: normal; }
p { margin: .4rem 0; } .quiet { color: var(--quiet); font-size: .87rem; } a { color: inherit; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .87rem; font-variant-numeric: tabular-nums; }
th, td { padding: .4rem .65rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; vertical-align: top; }
thead th { color: var(--quiet); font-weight: 600; vertical-align: bottom; }
th:first-child { text-align: left; position: sticky; left: 0; background: var(--bg); }
tbody th { font-weight: 600; } .group { color: var(--quiet); padding-top: 1rem; }
.arms thead th { white-space: normal; min-width: 4.5rem; }
.matrix td { border-left: 1px solid var(--line); text-align: left; }
.matrix thead th { text-align: left; }
.matrix .good { background: var(--good); } .matrix .bad { background: var(--bad); } .matrix .none { color: var(--quiet); }
small { font-size: .8rem; } .line { display: block; color: var(--quiet); } .yes { color: var(--yes); } .no { color: var(--no); }
.open { color: var(--open); }
.dot { display: inline-block; width: .65em; height: .65em; margin-right: .45em; border-radius: 50%; background: currentColor; }
.dot.autocura { background: var(--autocura); } .dot.none { background: var(--none); } .dot.restart { background: var(--restart); }
.dot.rollback-or-restart { background: var(--rollback-or-restart); } .dot.oracle { background: var(--oracle); }
.promises { list-style: none; margin: 0; padding: 0; }
.promises li { display: grid; grid-template-columns: 6.2rem 1fr 1fr; gap: .15rem 1rem; padding: .45rem 0; border-bottom: 1px solid var(--line); }
.badge { justify-self: start; padding: 0 .5rem; border: 1px solid currentColor; border-radius: 1rem; font-size: .8rem; line-height: 1.5; align-self: start; }
.badge.met { color: var(--yes); } .badge.broken { color: var(--no); font-weight: 700; }
.figure { color: var(--quiet); font-variant-numeric: tabular-nums; }
.legend, .facts { display: flex; flex-wrap: wrap; gap: .1rem 1rem; align-items: baseline; font-size: .82rem; color: var(--quiet); }
.facts b { color: var(--fg); }
.facts .no { color: var(--no); }
figure { margin: .5rem 0 1rem; } article { break-inside: avoid; }
.run { margin-top: .7rem; break-inside: avoid; }
.plot { position: relative; height: 58px; margin-top: .2rem; background: var(--panel); border-bottom: 1px solid var(--line); overflow: hidden; }
.plot svg { position: absolute; inset: 0; width: 100%; height: 100%; }
.autocura path { fill: var(--autocura); } .none path { fill: var(--none); } .restart path { fill: var(--restart); }
.rollback-or-restart path { fill: var(--rollback-or-restart); } .oracle path { fill: var(--oracle); }
path.failed { opacity: .75; } .run path.late { fill: var(--alert); opacity: .6; }
.run path.latency { fill: none; stroke: var(--quiet); stroke-width: 1.2; opacity: .8; }
.legend .bar, .legend .curve { display: inline-block; width: .9em; height: .8em; margin-right: .35em; background: var(--quiet); }
.legend .bar.late { background: var(--alert); opacity: .6; } .legend .curve { height: 0; border-top: 2px solid var(--quiet); background: none; vertical-align: .3em; }
.slowest { position: absolute; right: 2px; top: 0; font-size: .7rem; color: var(--quiet); }
.most { position: absolute; left: 2px; top: 0; font-size: .7rem; color: var(--quiet); }
.mark { display: inline-block; width: 8px; height: 8px; border-radius: 50%; background: var(--quiet); }
.facts .mark, .legend .mark, .legend .band { margin-right: .35em; }
.plot .mark { position: absolute; margin-left: -4px; box-shadow: 0 0 0 1.5px var(--panel); }
.mark.alert { background: var(--alert); border-radius: 0; clip-path: polygon(50% 0, 100% 100%, 0 100%); }
.mark.incident { background: var(--incident); } .mark.diagnosis { background: var(--diagnosis); transform: rotate(45deg); border-radius: 0; }
.mark.action { background: var(--action); border-radius: 0; } .mark.action.harmful { background: var(--no); }
.mark.recovery { background: var(--recovery); } .mark.claim { background: transparent; border: 2px solid var(--claim); }
.band { background: var(--recovery); opacity: .16; } .plot .band { position: absolute; top: 0; bottom: 0; }
.legend .band { display: inline-block; width: 1.4em; height: .8em; opacity: .35; }
.zero { position: absolute; top: 0; bottom: 0; border-left: 1px dashed var(--quiet); }
.unwatched { position: absolute; top: 0; bottom: 0; right: 0; background: repeating-linear-gradient(45deg, var(--line) 0 1px, transparent 1px 6px); }
.axis { position: relative; height: 1.3rem; font-size: .75rem; color: var(--quiet); }
.axis span { position: absolute; transform: translateX(-50%); white-space: nowrap; }
.axis span:first-child { transform: none; } .axis span:last-child { transform: translateX(-100%); }
summary { cursor: pointer; color: var(--quiet); font-size: .87rem; }
dt { font-weight: 600; } dd { margin: 0 0 .6rem; max-width: 75ch; color: var(--quiet); }
@media (max-width: 640px) { body { padding: .5rem .75rem 3rem; } .promises li { grid-template-columns: 1fr; } }
@media print { body { max-width: none; font-size: 12px; } .scroll { overflow: visible; } th:first-child { position: static; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
`);

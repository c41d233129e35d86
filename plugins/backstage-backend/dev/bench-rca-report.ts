import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { surest } from '../src/diagnose/localize';
import { answersTo, bySeries, withoutLines } from './rca/answers';
import { calibrate } from './rca/calibration';
import { decoyed } from './rca/decoys';
import { leaveOneOut, type Shares, variants } from './rca/leaveOneOut';
import { methods } from './rca/methods';
import { ours, oursWith } from './rca/ours';
import { published } from './rca/published';
import { reliabilityPlot } from './rca/reliabilityPlot';
import { type Rankings, runCases } from './rca/runCases';
import { falseAlarms, scoreOf, type Truth } from './rca/score';
import { variations } from './rca/variations';

/** Prints ours beside its rivals, a data set a row; a rival that does not give its published figures is left out. */
function report() {
  const { values } = parseArgs({
    options: {
      data: { type: 'string' },
      'leave-one-out': { type: 'boolean', default: false },
      calibration: { type: 'boolean', default: false },
      varied: { type: 'boolean', default: false },
      lines: { type: 'boolean', default: false },
      decoys: { type: 'boolean', default: false },
      plot: { type: 'string' },
    },
  });
  const { data, plot } = values;
  if (data === undefined) {
    console.error(
      'usage: npm run bench:rca:report -- --data DIR [--leave-one-out | --calibration [--plot FILE] | --varied | --lines | --decoys]',
    );
    process.exitCode = 2;
    return;
  }
  const truths = JSON.parse(readFileSync(join(data, 'index.json'), 'utf8')) as Truth[];
  if (values.calibration) return printCalibration(data, truths, plot);
  if (values.varied) return printVaried(data, truths);
  if (values.lines) return printLines(data, truths);
  if (values.decoys) return printDecoys(data, truths);
  for (const [name, method] of Object.entries(methods)) {
    const rankings = runCases(method, { data, shift: 0 });
    if (reproduces(name, truths, rankings)) print(name, truths, rankings);
  }
  if (values['leave-one-out']) printLeftOut(data, truths);
}

/** How sure ours is against how often it is right, on each system by what the others teach. */
function printCalibration(data: string, truths: Truth[], plot: string | undefined) {
  const answers = answersTo(data, truths);
  const { curve, bins, error, interval } = calibrate(answers, surest);
  console.log(
    `curve  base ${curve.base.toFixed(2)}  standsOut ${curve.standsOut.toFixed(2)}  lead ${curve.lead.toFixed(2)}`,
  );
  for (const { sure, right } of bins) console.log(`sure ${sure.toFixed(2)}  right ${right.toFixed(2)}`);
  console.log(
    `expected calibration error ${error.toFixed(3)} (${interval.map(one => one.toFixed(3)).join(' to ')}) of ${answers.length} answers`,
  );
  if (plot !== undefined) writeFileSync(plot, reliabilityPlot(bins));
}

/** The same outages by their series alone, as other systems would have told them. */
function printVaried(data: string, truths: Truth[]) {
  for (const [name, vary] of Object.entries(variations))
    print(
      name,
      truths,
      runCases(input => ours(vary(bySeries(input))), { data, shift: 0 }),
    );
}

/** What log lines are worth: the same outages with and without them. */
function printLines(data: string, truths: Truth[]) {
  print('with lines', truths, runCases(ours, { data, shift: 0 }));
  print(
    'without lines',
    truths,
    runCases(input => ours(withoutLines(input)), { data, shift: 0 }),
  );
}

/** How the guilty change fares among the changes of ever more other outages. */
function printDecoys(data: string, truths: Truth[]) {
  for (const others of [0, 1, 2, 3]) {
    const { cases, right, wrong, guilty, ofTwo } = decoyed(data, truths, others);
    console.log(
      `changes of ${others} other outages  right ${right} of ${cases}  wrongly named ${wrong}  among the first two ${ofTwo} of ${guilty}`,
    );
  }
}

/** Ours once more with each constant halved and doubled: what one would have got, had one chosen without a system. */
function printLeftOut(data: string, truths: Truth[]) {
  const faults = truths.filter(({ rootCauseService }) => rootCauseService !== null);
  const systems = [...new Set(faults.map(({ system }) => system))];
  const shares: Shares = {};
  for (const { name, constants } of variants) {
    const rankings = runCases(oursWith(constants), { data, shift: 0 });
    const first = (system: string) =>
      scoreOf(
        faults.filter(one => one.system === system),
        rankings,
      ).service.first;
    shares[name] = Object.fromEntries(systems.map(system => [system, first(system)]));
    console.log(
      `${name.padEnd(20)} ${systems.map(system => `${system} ${shares[name]?.[system]?.toFixed(2)}`).join('  ')}`,
    );
  }
  for (const { system, variant, share } of leaveOneOut(shares))
    console.log(`left out ${system.padEnd(16)} AC@1 ${share.toFixed(2)}  best of the others: ${variant}`);
}

function reproduces(name: string, truths: Truth[], rankings: Rankings): boolean {
  const off = published
    .filter(({ method }) => method === name)
    .map(one => ({ ...one, found: one.reads(truths, rankings) }))
    .map(one => ({ ...one, isNear: Math.abs(one.found - one.value) <= one.give }));
  for (const { says, found, value, isNear } of off)
    console.log(
      `${name}: ${says} ${found.toFixed(3)}, published ${value}${isNear ? '' : ': NOT REPRODUCED, left out'}`,
    );
  return off.every(({ isNear }) => isNear);
}

function print(name: string, truths: Truth[], rankings: Rankings) {
  const faults = truths.filter(({ rootCauseService }) => rootCauseService !== null);
  const quiet = truths.filter(({ rootCauseService }) => rootCauseService === null);
  for (const dataset of new Set(faults.map(one => one.dataset))) {
    const { cases, service, metric, abstained, p95Ms } = scoreOf(
      faults.filter(one => one.dataset === dataset),
      rankings,
    );
    const ofMetric = metric ? `  metric AC@1 ${metric.first.toFixed(2)}` : '';
    console.log(
      `${name.padEnd(30)} ${dataset.padEnd(16)} n ${String(cases).padStart(3)}  AC@1 ${service.first.toFixed(2)}  AC@3 ${service.ofThree.toFixed(2)}${ofMetric}  abstained ${abstained}  p95 ${p95Ms} ms`,
    );
  }
  if (quiet.length > 0)
    console.log(`${name.padEnd(30)} fault-free: ${falseAlarms(quiet, rankings)} false alarms of ${quiet.length}`);
}

report();

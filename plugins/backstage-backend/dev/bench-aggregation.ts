import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { alertmanagerGroups } from './aggregation/alertmanagerGroups';
import { correlated } from './aggregation/correlated';
import { scenario } from './aggregation/outages';
import { missed, pagesOf, pairwise } from './aggregation/score';
import { machine } from './bench/machine';

const groupings = [['alertname'], ['namespace'], ['alertname', 'namespace'], ['alertname', 'cluster', 'service']];
const asked = { f1: 0.9, pages: 60, missed: 0 };
/** Alertmanager's own `group_wait`, and as long as Autocura lets an incident settle. */
const waitMs = 30_000;

/**
 * 10,000 alerts of 40 outages within ten minutes, of which it is known which belongs to which: how they are brought
 * together, beside a real Alertmanager's own grouping. Exit code 1 when less comes of it than asked.
 */
async function bench() {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '1,2,3,4,5' },
      alerts: { type: 'string', default: '10000' },
      areas: { type: 'string', default: '250' },
      unknown: { type: 'string', default: '0.05' },
      json: { type: 'string' },
    },
  });
  const results = [];
  console.log(
    'seed  by                                          F1    precision  recall  pages  missed  hidden at the end',
  );
  for (const seed of values.seeds.split(',').map(Number)) {
    const [alerts, areas] = [Number(values.alerts), Number(values.areas)];
    const made = scenario({ seed, alerts, areas, unknownCalls: Number(values.unknown) });
    const truth = made.alerts.map(({ outage }) => outage);
    const ours = correlated(made);
    const rows = [{ by: 'Autocura', groups: ours.groups, pages: ours.pages }];
    for (const grouping of groupings) {
      const groups = await alertmanagerGroups(made, grouping);
      rows.push({ by: `Alertmanager ${grouping.join()}`, groups, pages: pagesOf(groups, made.alerts, waitMs) });
    }
    for (const { by, groups, pages } of rows) {
      const lost = missed(pages, made.outages).length;
      // Of which no group is mostly about at the end: they were told, and then brought into what struck the same later.
      const hidden = missed(pagesOf(groups, made.alerts, Infinity), made.outages).length;
      const { f1, precision, recall } = pairwise(groups, truth);
      const cells = [f1.toFixed(3).padEnd(6), precision.toFixed(3).padEnd(11), recall.toFixed(3).padEnd(8)];
      console.log(
        `${String(seed).padEnd(6)}${by.padEnd(44)}${cells.join('')}${String(pages.length).padEnd(7)}${String(lost).padEnd(8)}${hidden}`,
      );
      results.push({ seed, by, f1, precision, recall, pages: pages.length, missed: lost, hidden });
      if (by === 'Autocura' && (f1 < asked.f1 || pages.length > asked.pages || lost > asked.missed))
        process.exitCode = 1;
    }
    console.log(`      ${made.alerts.length} alerts were brought together in ${Math.round(ours.tookMs)} ms`);
  }
  if (values.json) writeFileSync(values.json, JSON.stringify({ machine: machine(), results }, null, 2));
}

void bench();

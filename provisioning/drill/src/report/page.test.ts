import { scoreLeague } from '../score/scoreLeague';
import { actionOf, failing, faultOf, injectedAt, runOf } from '../score/testRuns';
import { markdownTable } from './markdown';
import { reportHtml } from './page';
import { terminalTable } from './terminal';

const machine = { cores: 2, memoryGiB: 8, cpu: '<b>Some & any</b>', node: '22', prometheus: '2.42' };
const evil = { ...faultOf(), id: '"><script>alert(1)</script>' };
const alerts = [{ at: injectedAt + 4, name: 'ErrorRatioHigh', service: 'gateway', status: 'firing' as const }];
const named = [{ at: injectedAt + 6, service: 'cart', failureMode: 'bad-release', committed: true }];
const healed = runOf(
  { actions: [actionOf(8)], alerts, named, incidentAt: injectedAt + 5, claimedAt: injectedAt + 30 },
  failing(2, 10),
);
const runs = [
  healed,
  runOf({ arm: 'none' }, failing(2)),
  runOf({ arm: 'restart', actions: [actionOf(9, 'gateway', 'restart')] }, failing(2)),
  runOf({ fault: evil.id }, failing(2)),
  runOf({ fault: 'quiet', kind: 'herring', conditions: { ...healed.conditions, alertsWhileSettling: 1 } }),
];
const quiet = { ...faultOf(), id: 'quiet', kind: 'herring' as const };
const scored = scoreLeague(runs, [faultOf(), evil, quiet], { machine, seed: 1, timescale: 0.05 });
const page = reportHtml(scored);

test('nothing that runs or that comes from elsewhere is in the page', () => {
  expect(page).not.toMatch(/<script|<link|@import|src=|url\(|https?:/);
});

test('what others wrote is text', () => {
  expect(page).toContain('&#60;b&#62;Some &#38; any');
  expect(page).toContain('&#34;&#62;&#60;script&#62;');
});

test.each([
  ['ErrorRatioHigh gateway', '4.0 s'],
  ['incident', '5.0 s'],
  ['cart/bad-release', '6.0 s'],
  ['roll-back cart', '8.0 s'],
  ['recovered', '9.6 s'],
  ['claimed healed', '30.0 s'],
])('a timeline has a mark for %s at %s', (text, s) => {
  expect(page).toMatch(new RegExp(`class="mark [^>]*title="${text} ${s}"`));
});

test('says what did harm, what is void and what could not be judged', () => {
  expect(page).toContain('▲ 1 harmful');
  expect(page).toContain('quiet, autocura, seed 1: 1 alerts before the injection');
  expect(page).toContain('mark action harmful');
  const lonely = scoreLeague([healed, { ...healed, actions: [actionOf(30)] }], [faultOf()], {
    machine,
    seed: 1,
    timescale: 1,
  });
  expect(reportHtml(lonely)).toContain('no valid run without healing to compare with');
});

test('every mark lies within its plot', () => {
  const places = [...page.matchAll(/left:([-\d.]+)%/g)].map(([, place]) => Number(place));
  expect(places.length).toBeGreaterThan(20);
  expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...places)).toBeLessThanOrEqual(100);
});

test('a terminal gets the table and the promises in lines that fit', () => {
  const [head = '', first = ''] = terminalTable(scored).split('\n');
  expect(head).toMatch(/^arm +right +recovered +harmful/);
  expect(first).toMatch(/^autocura +1 of 2 +1 of 2 +0/);
  expect(head.length).toBeLessThanOrEqual(120);
  expect(terminalTable(scored)).toContain('not met     recovered on at least 2 of 2 faults: 1 of 2');
});

test('a page of documentation gets a table whose rows have equally many cells', () => {
  const lines = markdownTable(scored.table).trim().split('\n');
  expect(new Set(lines.map(line => line.split('|').length)).size).toBe(1);
  expect(lines).toHaveLength(2 + scored.table.length);
  expect(lines[0]).toContain('s later than restart');
});

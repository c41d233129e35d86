import { mine } from '../src/diagnose/logs/mine';
import { linesOfManyKinds, shuffled } from './logs/lines';

/** Seconds of one core that it may take. */
const asked = 30;

/** Mines a million made-up lines of known kinds, and the same lines in another order. */
function bench() {
  const count = Number(process.argv[2] ?? 1_000_000);
  const { lines, kinds } = linesOfManyKinds(count);
  const before = process.cpuUsage();
  const found = mine(lines, line => line);
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  const again = mine(shuffled(lines), line => line);
  const texts = (patterns: typeof found) => JSON.stringify(patterns.map(({ text, lines: of }) => [text, of.length]));
  const stable = texts(found) === texts(again);
  console.table([
    {
      lines: lines.length,
      kinds,
      patterns: found.length,
      'seconds of CPU': seconds.toFixed(1),
      asked,
      'same when shuffled': stable,
      'MiB at most': Math.round(process.resourceUsage().maxRSS / 1024),
    },
  ]);
  if (seconds > asked || !stable) process.exitCode = 1;
}

bench();

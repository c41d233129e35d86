import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { OwnedError } from '../../demo/src/claim';
import { drill } from '../src/drill';
import { allFaults, FaultFileError } from '../src/faultFiles';
import { optionsOf, usage, UsageError } from '../src/options';
import type { DrillOptions } from '../src/options';
import { inWords, isQuiet, quiet } from '../src/quiet';
import { rehearsal } from '../src/rehearsal';
import { inWords as wordsOf } from '../src/rehearse';
import { arms } from '../src/types';

const root = resolve(__dirname, '../../..');
const say = (text: string) => console.log(`drill: ${text}`);

const stopping = new AbortController();
// npm and the terminal may both pass the same Ctrl-C on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (!stopping.signal.aborted) say('stopping …');
    stopping.abort();
  });
}

async function main(): Promise<number> {
  const options = optionsOf(process.argv.slice(2));
  if (options.help) return print(usage);
  if (options.list) return print(await list(options.faultsDir));
  if (options.quietMinutes !== undefined) return (await beQuiet(options, options.quietMinutes)) ? 0 : 1;
  if (options.rehearse !== undefined) return (await rehearse(options, options.rehearse)) ? 0 : 1;
  return (await drill(options, { root, say, stopping: stopping.signal })) ? 0 : 1;
}

async function beQuiet({ name = 'quiet', seeds, lane, json }: DrillOptions, minutes: number): Promise<boolean> {
  const [seed = 1] = seeds;
  const dir = join(root, '.data/drill', name);
  const seen = await quiet({ dir, minutes, seed, fromLane: lane }, { root, say, stopping: stopping.signal });
  say(`${minutes} minutes without a fault, seed ${seed}: ${inWords(seen)}`);
  [...seen.actions, ...seen.incidents].forEach(each => say(`  ${each}`));
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ minutes, seed, ...seen })}\n`);
  return isQuiet(seen);
}

async function rehearse({ name = 'rehearsal', lane, budget, faults, faultsDir }: DrillOptions, file: string) {
  const dir = join(root, '.data/drill', name);
  const about = {
    dir,
    file,
    faults,
    fromLane: lane,
    ...(budget !== undefined && { shops: budget }),
    ...(faultsDir && { faultsDir }),
  };
  const rehearsed = await rehearsal(about, { root, say, stopping: stopping.signal });
  for (const { fault, earned, episodes, autonomy } of rehearsed)
    say(`${fault}: ${earned ? 'earned' : 'not earned'} after ${episodes}${autonomy ? `, ${wordsOf(autonomy)}` : ''}`);
  return rehearsed.every(({ earned }) => earned);
}

function print(text: string) {
  process.stdout.write(text);
  return 0;
}

async function list(faultsDir?: string) {
  const known = await allFaults(faultsDir);
  const lines = known.map(({ fault, file }) => [
    fault.id,
    ...(fault.kind === 'fault' ? [] : ['(herring)']),
    ...(file ? [`from ${file}`] : []),
  ]);
  return `faults\n${lines.map(words => `  ${words.join(' ')}\n`).join('')}arms\n${arms.map(arm => `  ${arm}\n`).join('')}`;
}

main().then(
  code => process.exit(code),
  (error: unknown) => {
    if (stopping.signal.aborted) process.exit(130);
    const expected = error instanceof UsageError || error instanceof FaultFileError || error instanceof OwnedError;
    process.stderr.write(`${expected ? error.message : ((error as Error).stack ?? String(error))}\n`);
    process.exit(2);
  },
);

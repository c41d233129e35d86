import type { ReplayedEpisode } from '@autocura/common';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { actions, parsePolicy } from '../src/act';
import type { Knowledge } from '../src/loop';
import { protectedByDefault } from '../src/plan';
import { pastOf, recordOf, replay, type ReplayOptions } from '../src/replay';
import type { Settings } from '../src/settings';
import { Store } from '../src/store';
import { JsonReport } from './jsonReport';
import { databaseOptions, databaseUsage, openDatabase } from './openDatabase';
import { progressOf } from './progress';
import { episodeLine, replayTable } from './replayTable';
import { readSettingsFile } from './settingsFile';
import { timeOf } from './timeOf';

const usage = `replay --from TIME --to TIME --policy FILE (${databaseUsage} | --alerts FILE.jsonl)
  [--config FILE] [--prometheus URL] [--json FILE]`;

/** More differences than these nobody reads in a terminal. */
const mostShown = 40;

/**
 * Runs what was recorded through a healing policy as it would be now, and says what would have come of it beside what
 * did. Nothing outside is touched and nothing is written. Exit code 2: it could not be done.
 */
async function main() {
  const { values } = parseArgs({
    options: {
      ...databaseOptions,
      from: { type: 'string' },
      to: { type: 'string' },
      policy: { type: 'string' },
      config: { type: 'string' },
      prometheus: { type: 'string' },
      alerts: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const { alerts, policy } = values;
  if (policy === undefined) throw new Error(usage);
  const settings = await readSettingsFile(values.config, values.prometheus);
  const clock = { now: new Date(0) };
  const past = pastOf(settings, clock);
  const report = values.json === undefined ? undefined : new JsonReport(createWriteStream(values.json));
  const differing: ReplayedEpisode[] = [];
  let differ = 0;
  const options: ReplayOptions = {
    ...past,
    ...{
      from: timeOf(values.from, 'from', usage),
      to: timeOf(values.to, 'to', usage),
      clock,
      knowledge: knowledgeOf(settings),
    },
    policy: { rules: parsePolicy(await readFile(policy, 'utf8')) },
    protectedTargets: [...protectedByDefault, ...settings.protectedTargets],
    looksRecorded: alerts === undefined,
    watchedMs: settings.durations.verify,
    async tell(episode) {
      await report?.item(episode);
      if (episode.same) return;
      differ += 1;
      if (differing.length < mostShown) differing.push(episode);
    },
  };
  const { settle: settleMs, reopen: reopenWithinMs, merge: mergeWithinMs } = settings.durations;
  const unknown = { edges: [], unavailable: 'who called whom then is not recorded' };

  const started = performance.now();
  const knex = alerts === undefined ? await openDatabase(values, usage) : undefined;
  try {
    const record = knex
      ? (await Store.create(knex, { migrations: false })).history()
      : recordOf(createInterface(createReadStream(alerts ?? '')), {
          settings: { settleMs, reopenWithinMs, mergeWithinMs },
          async topology(at) {
            clock.now = at;
            return past.topology ? past.topology() : unknown;
          },
        });
    const counts = await replay(progressOf(record), options);
    await report?.end({ from: options.from.toISOString(), to: options.to.toISOString(), counts });
    for (const episode of differing) console.log(episodeLine(episode));
    if (differ > mostShown) console.log(`… and ${differ - mostShown} more that differ; --json FILE has them all`);
    console.log(replayTable(counts));
    console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);
  } finally {
    await knex?.destroy();
  }
}

function knowledgeOf({ durations, capabilities }: Settings): Knowledge {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  return { durations, capabilities, planning: { actions, hash } };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});

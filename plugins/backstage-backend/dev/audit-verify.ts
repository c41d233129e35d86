import type { Ended } from '@autocura/common';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { lastCheckpoint, readCheckpoints, type SignedHead, verifyingKey } from '../src/audit';
import { Store } from '../src/store';
import { databaseOptions, databaseUsage, openDatabase } from './openDatabase';

const options = {
  ...databaseOptions,
  checkpoints: { type: 'string', multiple: true },
  key: { type: 'string', multiple: true },
} as const;

/**
 * Follows the hash chain of every stream, and compares it with the heads that were signed. Exit code 1: something is not
 * as it was written; 2: it could not be told.
 */
async function verifyAudit() {
  const { values } = parseArgs({ options });
  const usage = `audit:verify ${databaseUsage} [--checkpoints FILE… --key PUBLIC-KEY-FILE…]`;
  const { checkpoints: files = [], key: keyFiles = [] } = values;
  if ((files.length === 0) !== (keyFiles.length === 0)) throw new Error(usage);
  const knex = await openDatabase(values, usage);
  try {
    const store = await Store.create(knex, { migrations: false });
    const lines = files.flatMap(file => readFileSync(file, 'utf8').split('\n').filter(Boolean));
    const keys = keyFiles.map(file => verifyingKey(readFileSync(file, 'utf8')));
    const signed = files.length > 0 ? readCheckpoints(lines, keys, await lastCheckpoint(store)) : undefined;
    for (const problem of signed?.problems ?? []) console.log(problem);

    const unseen = new Map(signed?.heads);
    let [streams, events, broken] = [0, 0, 0];
    for await (const stream of store.streamNames()) {
      const found = await brokenOf(store, stream, unseen.get(stream));
      unseen.delete(stream);
      streams += 1;
      if (typeof found === 'number') events += found;
      else {
        broken += 1;
        console.log(`${stream}: ${found}`);
      }
    }
    const kept = unseen.size;
    for await (const ended of store.retention.ended()) takeEnded(unseen, ended);
    const trimmed = kept - unseen.size;
    for (const [stream, { number }] of unseen)
      console.log(`${stream}: all of it is missing, checkpoint ${number} knew it`);
    const wrong = broken + unseen.size;
    console.log(
      wrong === 0
        ? `${events} events in ${streams} streams are as they were written`
        : `${wrong} of ${streams + unseen.size} streams are not as they were written`,
    );
    if (trimmed > 0) console.log(`${trimmed} streams are no longer kept, and ended as was signed`);
    console.log(
      signed
        ? `${signed.checkpoints} checkpoints, ${signed.problems.length} problems with them`
        : 'no checkpoints were given: an end that was cut off, or a record that was made anew, would not be found',
    );
    process.exitCode = wrong + (signed?.problems.length ?? 0) === 0 ? 0 : 1;
  } finally {
    await knex.destroy();
  }
}

/** How many events a stream has, or what is wrong with it. */
async function brokenOf(store: Store, stream: string, head: SignedHead | undefined): Promise<number | string> {
  const chain = await store.verifyChain(stream);
  if (!chain.intact) return `event ${chain.seq}: ${chain.why}`;
  if (!head) return chain.length;
  if (chain.length < head.seq)
    return `its end after event ${chain.length} is missing, checkpoint ${head.number} knew it`;
  const isSame = (await store.linkOf(stream, head.seq)) === head.hash;
  return isSame ? chain.length : `it was written anew: event ${head.seq} is not what checkpoint ${head.number} knew`;
}

/** Takes away a stream that ended where it was signed or later: that it is gone is in the record. */
function takeEnded(unseen: Map<string, SignedHead>, [stream, seq, hash]: Ended) {
  const head = unseen.get(stream);
  if (head && (seq > head.seq || (seq === head.seq && hash === head.hash))) unseen.delete(stream);
}

verifyAudit().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
});

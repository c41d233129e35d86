import type { KeyObject } from 'node:crypto';
import { type Checkpoint, hashOf, readLine } from './checkpoint';
import type { LastCheckpoint } from './checkpoints';

/** What was signed last of a stream. */
export interface SignedHead {
  seq: number;
  hash: string;
  /** Of the checkpoint. */
  number: number;
}

export interface Signed {
  checkpoints: number;
  heads: Map<string, SignedHead>;
  /** What is wrong with the checkpoints themselves. */
  problems: string[];
}

/**
 * The signed heads in these lines, whoever wrote them and in whatever order. Each must be signed by one of the keys and
 * follow the one before. A process that died right after writing leaves a number that is given once more; both follow
 * the same one. `last`: the last that the database knows of.
 */
export function readCheckpoints(lines: string[], keys: KeyObject[], last?: Pick<LastCheckpoint, 'number'>): Signed {
  const problems: string[] = [];
  const read = lines.flatMap((line, index): { line: string; checkpoint: Checkpoint }[] => {
    try {
      return [{ line, checkpoint: readLine(line, keys) }];
    } catch (error) {
      problems.push(`line ${index + 1}: ${error instanceof Error ? error.message : String(error)}`);
      return [];
    }
  });
  const inOrder = read.sort((a, b) => a.checkpoint.number - b.checkpoint.number);
  const heads = new Map<string, SignedHead>();
  const linesOf = new Map<number, Set<string>>([[0, new Set([''])]]);
  let highest = 0;
  for (const { line, checkpoint } of inOrder) {
    const { number, before } = checkpoint;
    for (let missing = highest + 1; missing < number; missing += 1) problems.push(`checkpoint ${missing} is missing`);
    const follows = linesOf.get(number - 1)?.has(before) ?? true;
    if (!follows) problems.push(`checkpoint ${number} does not follow checkpoint ${number - 1}`);
    linesOf.set(number, (linesOf.get(number) ?? new Set()).add(hashOf(line)));
    highest = Math.max(highest, number);
    for (const [stream, seq, hash] of checkpoint.heads) {
      if (seq >= (heads.get(stream)?.seq ?? 0)) heads.set(stream, { seq, hash, number });
    }
  }
  for (let missing = highest + 1; missing <= (last?.number ?? 0); missing += 1)
    problems.push(`checkpoint ${missing} is missing`);
  return { checkpoints: highest, heads, problems };
}

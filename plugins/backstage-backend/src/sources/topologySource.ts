import type { Edge, Topology } from '@autocura/common';
import { within } from './within';

export interface TopologySourceOptions {
  /** Each may fail; what it last said is kept then. */
  parts: { name: string; edges: () => Promise<Edge[]> }[];
  /** How long an answer is good enough, in milliseconds. */
  freshMs: number;
  now(): Date;
  /** How long a part may take; 5 s when absent. */
  answerMs?: number;
}

/** Who depends on whom, by all that know, asked for at most once in a while. */
export function topologySource({
  parts,
  freshMs,
  now,
  answerMs = 5_000,
}: TopologySourceOptions): () => Promise<Topology> {
  const last = new Map<string, Edge[]>();
  let asked: { at: number; answer: Promise<Topology> } | undefined;

  const ask = async (): Promise<Topology> => {
    const failures: string[] = [];
    await Promise.all(
      parts.map(async ({ name, edges }) => {
        try {
          last.set(name, await within(answerMs, edges()));
        } catch (error) {
          failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }),
    );
    const known = new Map(
      parts.flatMap(({ name }) => last.get(name) ?? []).map(edge => [JSON.stringify([edge.from, edge.to]), edge]),
    );
    return { edges: [...known.values()], ...(failures.length > 0 && { unavailable: failures.join('; ') }) };
  };

  return () => {
    const at = now().getTime();
    if (!asked || at - asked.at >= freshMs) asked = { at, answer: ask() };
    return asked.answer;
  };
}

import type { SizingProposal, SizingResult } from '@autocura/common';
import { streams } from '@autocura/common';
import { randomUUID } from 'node:crypto';
import type { Batch, Store } from '../store';
import type { Sizing } from '../watch/sizing';

/** What was refused is not proposed again for so long. */
const refusedForMs = 30 * 24 * 3_600_000;
const mostKnown = 200;
const actor = 'autocura';

/** Brings what is proposed for a service up to what fits it now. */
export async function propose(store: Store, service: string, found: Sizing[], now: Date): Promise<void> {
  const known = (await store.watching.sizings({ service, limit: mostKnown })).items;
  const batches: Batch[] = [];
  for (const open of known.filter(({ state }) => state === 'open')) {
    const sizing = found.find(({ kind }) => kind === open.kind);
    if (sizing && isSame(sizing, open)) continue;
    const note = sizing ? 'another size fits by now' : 'what it has fits by now';
    const event = { type: 'sizing.withdrawn' as const, data: { note } };
    batches.push({ stream: streams.sizing(open.id), expected: 1, events: [event], actor });
  }
  for (const sizing of found.filter(one => !known.some(before => isAnswered(before, one, now)))) {
    const proposal: SizingProposal = { ...sizing, id: randomUUID(), at: now.toISOString(), state: 'open' };
    const event = { type: 'sizing.proposed' as const, data: { proposal } };
    batches.push({ stream: streams.sizing(proposal.id), expected: 0, events: [event], actor });
  }
  if (batches.length > 0) await store.append(batches);
}

/** What came of a proposal that was accepted. */
export async function conclude(store: Store, { id }: SizingProposal, result: SizingResult): Promise<void> {
  const stream = streams.sizing(id);
  const expected = (await store.lastEvent(stream))?.seq ?? 0;
  await store.append([{ stream, expected, events: [{ type: 'sizing.measured', data: { result } }], actor }]);
}

/** It is proposed already, is being carried out, or was refused. */
function isAnswered(before: SizingProposal, sizing: Sizing, now: Date): boolean {
  if (before.kind !== sizing.kind) return false;
  if (before.state === 'accepted') return true;
  if (!isSame(sizing, before)) return false;
  const since = new Date(now.getTime() - refusedForMs).toISOString();
  return before.state === 'open' || (before.state === 'refused' && (before.decidedAt ?? before.at) >= since);
}

const isSame = (a: Pick<Sizing, 'kind' | 'from' | 'to'>, b: Pick<Sizing, 'kind' | 'from' | 'to'>) =>
  a.kind === b.kind && a.from === b.from && a.to === b.to;

import type { Page, SizingProposal, SizingEvent, Stored } from '@autocura/common';
import type { Knex } from 'knex';
import { parse } from '../database';
import { ImpossibleEventError } from '../errors';
import { type PageRequest, readPage } from '../page';
import { ofServices, type Scope } from '../scope';

export interface SizingFilter extends PageRequest {
  service?: string;
  /** Of services inside it. */
  scope?: Scope;
  state?: SizingProposal['state'];
}

interface Row {
  id: string;
  service: string;
  kind: string;
  at: string;
  state: string;
  proposal: string;
}

export async function projectSizings(trx: Knex.Transaction, events: Stored[]): Promise<void> {
  for (const event of events) {
    if (!isSizingEvent(event)) continue;
    const id = event.stream.slice(event.stream.indexOf('/') + 1);
    const proposal = after(await readSizing(trx, id), event);
    const { service, kind, at, state } = proposal;
    const row: Row = { id, service, kind, at, state, proposal: JSON.stringify(proposal) };
    await trx('sizings').insert(row).onConflict('id').merge();
  }
}

function after(before: SizingProposal | undefined, event: Stored<SizingEvent>): SizingProposal {
  if (event.type === 'sizing.proposed') return event.data.proposal;
  if (!before) throw new ImpossibleEventError(`${event.type} of what was never proposed: ${event.stream}`);
  switch (event.type) {
    case 'sizing.accepted':
      return { ...before, ...event.data, state: 'accepted', decidedAt: event.at };
    case 'sizing.refused':
      return { ...before, ...event.data, state: 'refused', decidedAt: event.at };
    case 'sizing.withdrawn':
      return { ...before, ...event.data, state: 'withdrawn', decidedAt: event.at };
    case 'sizing.measured':
      return { ...before, ...event.data, state: 'measured' };
  }
}

const isSizingEvent = (event: Stored): event is Stored<SizingEvent> => event.type.startsWith('sizing.');

export async function readSizing(knex: Knex, id: string): Promise<SizingProposal | undefined> {
  const row = await knex<Row>('sizings').where({ id }).first('proposal');
  return row && parse<SizingProposal>(row.proposal);
}

/** The last proposed first. */
export function listSizings(knex: Knex, filter: SizingFilter): Promise<Page<SizingProposal>> {
  const { service, state } = filter;
  const query = knex<Row>('sizings').select('id', 'at', 'proposal');
  if (service !== undefined) query.where({ service });
  if (state !== undefined) query.where({ state });
  ofServices(knex, query, filter.scope, 'service');
  const keys = { list: 'sizings', columns: ['at', 'id'], order: 'desc' as const };
  return readPage(query, keys, filter, ({ proposal }: Pick<Row, 'proposal'>) => parse<SizingProposal>(proposal));
}

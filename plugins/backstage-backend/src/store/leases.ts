import type { Knex } from 'knex';
import { databaseClock, pieces, rowsOf, skipLocked } from './database';
import { LeaseLostError } from './errors';

/** Leave to work on something alone, until it runs out. Whoever claims after gets a higher fence. */
export interface Lease {
  /** Of the incident, or of the notice. */
  incidentId: string;
  fence: number;
  owner: string;
}

/** Claims up to `limit` incidents or notices that are due and held by nobody, the longest due first. */
export async function claim(
  knex: Knex,
  of: 'incidents' | 'notices',
  owner: string,
  limit: number,
  leaseMs: number,
  now: Date,
): Promise<Lease[]> {
  const clock = databaseClock(knex);
  const claimed = await knex.raw(
    `with due as (
       select l.incident_id from leases l join ${of} i on i.id = l.incident_id
       where i.due_at <= ? and (l.leased_until is null or l.leased_until <= ${clock})
       order by i.due_at, i.id limit ? ${skipLocked(knex, 'l')}
     )
     update leases set owner = ?, fence = fence + 1, leased_until = ${clock} + ?
     where incident_id in (select incident_id from due)
     returning incident_id as id, fence`,
    [now.toISOString(), limit, owner, leaseMs],
  );
  return rowsOf<{ id: string; fence: number }>(claimed).map(({ id, fence }) => ({ incidentId: id, fence, owner }));
}

/** Prolongs the lease; false when somebody else has claimed since, and then the work must stop. */
export async function heartbeat(knex: Knex, lease: Lease, leaseMs: number): Promise<boolean> {
  const until = knex.raw(`${databaseClock(knex)} + ?`, [leaseMs]);
  const prolonged = await held(knex, lease).update({ leased_until: until });
  return prolonged === 1;
}

/** Gives it back; does nothing when it is no longer ours. */
export async function release(knex: Knex, lease: Lease): Promise<void> {
  await held(knex, lease).update({ owner: null, leased_until: null });
}

/** Makes sure that the lease is ours until the transaction ends; LeaseLostError when it is not. */
export async function hold(trx: Knex.Transaction, lease: Lease): Promise<void> {
  const row = await held(trx, lease).forUpdate().first();
  if (!row) throw new LeaseLostError(`${lease.owner} no longer holds ${lease.incidentId}`);
}

/** Everybody must claim anew. Fences go on growing, so that an old holder stays recognised. */
export async function endLeases(trx: Knex.Transaction): Promise<void> {
  await trx('leases').update({ owner: null, leased_until: null, fence: trx.raw('fence + 1') });
}

/** What is new can be claimed. */
export async function admit(trx: Knex.Transaction, ids: string[]): Promise<void> {
  for (const piece of pieces(ids)) {
    const rows = piece.map(id => ({ incident_id: id, fence: 0 }));
    await trx('leases').insert(rows).onConflict('incident_id').ignore();
  }
}

const held = (knex: Knex, { incidentId, fence, owner }: Lease) =>
  knex('leases').where({ incident_id: incidentId, fence, owner });

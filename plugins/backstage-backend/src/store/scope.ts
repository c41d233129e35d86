import type { Incident, Step } from '@autocura/common';
import type { Knex } from 'knex';
import { changedBy } from '../plan';
import { binding, given } from './database';

/** About which services somebody may do something. */
export interface Scope {
  /** Known services about which they may. */
  allowed: string[];
  /** Known services about which they may not. */
  denied: string[];
  /** Whether they may about all that nobody knows. */
  others: boolean;
}

export const everything: Scope = { allowed: [], denied: [], others: true };
export const isEverything = ({ denied, others }: Scope) => others && denied.length === 0;

export const covers = ({ allowed, denied, others }: Scope, service: string) =>
  allowed.includes(service) || (others && !denied.includes(service));

/** Whoever sees an incident sees all that it speaks of. */
export const coversIncident = (scope: Scope, { service, services }: Pick<Incident, 'service' | 'services'>) =>
  [service, ...services].every(one => covers(scope, one));

/** A step may be decided about by who may decide about what it changes, whatever it calls its target. */
export const coversStep = (scope: Scope, step: Step) =>
  covers(scope, changedBy(step)) && !scope.denied.includes(step.target);

/** Keeps the rows whose service is in the scope. */
export function ofServices(knex: Knex, query: Knex.QueryBuilder, scope: Scope | undefined, column: string) {
  if (scope === undefined || isEverything(scope)) return;
  const { names, inside } = listed(scope);
  query.whereRaw(`?? ${inside ? '' : 'not '}in (select value from ${given(knex)})`, [column, ...binding(knex, names)]);
}

/** Keeps the rows whose incident speaks of nothing outside the scope. `column`: with its table. */
export function ofIncidents(knex: Knex, query: Knex.QueryBuilder, scope: Scope | undefined, column: string) {
  if (scope === undefined || isEverything(scope)) return;
  const { names, inside } = listed(scope);
  const bound = binding(knex, names);
  // Where little is allowed that is looked up first, else every incident would be tried.
  if (inside) {
    const theirs = `select incident_id from incident_services where service in (select value from ${given(knex)})`;
    query.whereRaw(`?? in (${theirs})`, [column, ...bound]);
  }
  const outside = `spoken.service ${inside ? 'not ' : ''}in (select value from ${given(knex)})`;
  query.whereRaw(
    `not exists (select 1 from incident_services as spoken where spoken.incident_id = ?? and ${outside})`,
    [column, ...bound],
  );
}

const listed = ({ allowed, denied, others }: Scope) =>
  others ? { names: denied, inside: false } : { names: allowed, inside: true };

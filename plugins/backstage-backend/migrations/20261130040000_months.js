const isPostgres = knex => knex.client.driverName === 'pg';

/** The first of a month, as the times of events begin. */
const monthOf = (time, later = 0) =>
  new Date(Date.UTC(time.getUTCFullYear(), time.getUTCMonth() + later, 1)).toISOString().slice(0, 7);

/**
 * On PostgreSQL events stand in a table for each month, so that what nobody keeps any longer is dropped with its table.
 * What is there already becomes the first of them as it is: nothing is copied. SQLite has no such tables and needs none.
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  if (!isPostgres(knex)) return;
  await knex.raw('lock table events in access exclusive mode');
  const [{ last, sequence }] = (
    await knex.raw(`select max(at) as last, pg_get_serial_sequence('events', 'position') as sequence from events`)
  ).rows;
  const newest = new Date(Math.max(Date.now(), last === null ? 0 : Date.parse(last)));
  await knex.raw('alter table events rename to events_before');
  await knex.raw(
    'create table events (like events_before including defaults including comments) partition by range (at)',
  );
  await knex.raw(`alter sequence ${sequence} owned by events.position`);
  const end = monthOf(newest, 1);
  await knex.raw(`alter table events attach partition events_before for values from (minvalue) to ('${end}')`);
  const tables = [1, 2].map(later => [monthOf(newest, later), monthOf(newest, later + 1)]);
  for (const [from, to] of tables) {
    const table = `events_${from.replace('-', '_')}`;
    await knex.raw(`create table ${table} (like events_before including all)`);
    await knex.raw(`alter table events attach partition ${table} for values from ('${from}') to ('${to}')`);
  }
  // What outlives its month, and what no month was made for.
  await knex.raw('create table events_lasting (like events_before including all)');
  await knex.raw('alter table events attach partition events_lasting default');

  // A unique index is for one month alone. The heads keep a number from being written twice across months, whichever
  // version of the program writes.
  await knex.schema.createTable('stream_heads', table => {
    table.text('stream').primary();
    table.integer('seq').notNullable();
    table.text('hash').notNullable();
  });
  await knex.raw(
    'insert into stream_heads select distinct on (stream) stream, seq, hash from events order by stream, seq desc',
  );
  const [{ heads }] = (await knex.raw(`select format('%I.stream_heads', current_schema()) as heads`)).rows;
  await knex.raw(`
    create function events_in_order() returns trigger language plpgsql as $$
    begin
      if new.seq = 1 then
        insert into ${heads} values (new.stream, 1, new.hash);
        return new;
      end if;
      update ${heads} set seq = new.seq, hash = new.hash where stream = new.stream and seq = new.seq - 1;
      if not found then
        raise unique_violation using message = 'an event of this number is in its stream, or the one before is not';
      end if;
      return new;
    end $$`);
  await knex.raw(
    'create trigger events_in_order before insert on events for each row execute function events_in_order()',
  );
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  if (!isPostgres(knex)) return;
  await knex.raw('lock table events in access exclusive mode');
  const [{ sequence }] = (await knex.raw(`select pg_get_serial_sequence('events', 'position') as sequence`)).rows;
  await knex.raw('create table events_together (like events_lasting including all)');
  await knex.raw(`alter sequence ${sequence} owned by events_together.position`);
  await knex.raw('insert into events_together select * from events order by position');
  await knex.raw('drop table events');
  await knex.raw('drop function events_in_order');
  await knex.schema.dropTable('stream_heads');
  await knex.raw('alter table events_together rename to events');
  await knex.raw('alter index events_together_pkey rename to events_pkey');
  await knex.raw('alter index events_together_stream_seq_key rename to events_stream_seq_unique');
};

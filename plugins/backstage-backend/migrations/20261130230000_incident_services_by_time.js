const isPostgres = knex => knex.client.driverName === 'pg';

/**
 * The incidents of one service stand in the order in which a page tells them, so that the next page is a look into an
 * index, however many incidents others have. The database fills the time in, whichever version of the program writes.
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('incident_services', table => {
    table.text('opened_at');
  });
  await knex.raw(
    'update incident_services set opened_at = (select opened_at from incidents where id = incident_services.incident_id)',
  );
  await knex.schema.alterTable('incident_services', table => {
    table.index(['service', 'opened_at', 'incident_id']);
  });
  if (!isPostgres(knex)) {
    await knex.raw(`
      create trigger incident_service_opened after insert on incident_services for each row
      begin
        update incident_services set opened_at = (select opened_at from incidents where id = new.incident_id)
          where service = new.service and incident_id = new.incident_id;
      end`);
    return;
  }
  const [{ incidents }] = (await knex.raw(`select format('%I.incidents', current_schema()) as incidents`)).rows;
  await knex.raw(`
    create function incident_service_opened() returns trigger language plpgsql as $$
    begin
      new.opened_at := (select opened_at from ${incidents} where id = new.incident_id);
      return new;
    end $$`);
  await knex.raw(`
    create trigger incident_service_opened before insert on incident_services
      for each row execute function incident_service_opened()`);
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  const on = isPostgres(knex) ? ' on incident_services' : '';
  await knex.raw(`drop trigger incident_service_opened${on}`);
  if (isPostgres(knex)) await knex.raw('drop function incident_service_opened()');
  await knex.schema.alterTable('incident_services', table => {
    table.dropIndex(['service', 'opened_at', 'incident_id']);
  });
  await knex.schema.alterTable('incident_services', table => {
    table.dropColumn('opened_at');
  });
};

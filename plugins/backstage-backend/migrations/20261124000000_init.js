/**
 * Times are ISO 8601 in UTC as text, so that both databases compare and page them alike.
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('events', table => {
    table.bigIncrements('position').comment('Order of the whole record; gaps are normal');
    table.text('stream').notNullable();
    table.integer('seq').notNullable();
    table.text('type').notNullable();
    table.integer('version').notNullable();
    table.text('at').notNullable();
    table.text('actor').notNullable();
    table.text('data').notNullable();
    table.text('hash').notNullable().comment('Over the hash before it in the stream and this event');
    table.unique(['stream', 'seq']);
  });

  await knex.schema.createTable('alerts', table => {
    table.text('key').primary();
    table.text('status').notNullable();
    table.text('received_at').notNullable();
    table.text('changed_at').notNullable().comment('When its status was last written');
    table.text('ends_at');
    table.text('incident_id');
    table.text('known_status').comment('What its incident has been told');
    table.integer('opens').notNullable().comment('1: it is about something that is to be healed');
    table.integer('pending').notNullable().comment('1: correlation has something to do');
    table.text('stream').notNullable().comment('With seq: the event that holds its words');
    table.integer('seq').notNullable();
    table.index(['pending', 'received_at', 'key']);
  });

  await knex.schema.createTable('incidents', table => {
    table.text('id').primary();
    table.integer('version').notNullable();
    table.text('phase').notNullable();
    table.integer('open').notNullable();
    table.text('opened_at').notNullable();
    table.text('due_at');
    table.text('ended_at');
    table.text('incident').notNullable().comment('Without its alerts');
    table.text('brief').notNullable().comment('Without evidence, and with the first of its alerts alone');
    table.index(['opened_at', 'id']);
    table.index(['open', 'opened_at', 'id']);
    table.index(['due_at', 'id']);
    table.index(['ended_at', 'id']);
  });
  await knex.schema.createTable('incident_alerts', table => {
    table.text('incident_id').notNullable();
    table.text('key').notNullable();
    table.text('alert').notNullable();
    table.primary(['incident_id', 'key']);
  });
  await knex.schema.createTable('incident_services', table => {
    table.text('service').notNullable();
    table.text('incident_id').notNullable();
    table.primary(['service', 'incident_id']);
    table.index(['incident_id']);
  });

  await knex.schema.createTable('leases', table => {
    table.text('incident_id').primary();
    table.integer('fence').notNullable().comment('Grows with each claim');
    table.text('owner');
    table.bigInteger('leased_until').comment('Milliseconds of the epoch by the clock of the database');
  });

  await knex.schema.createTable('actions', table => {
    table.text('incident_id').notNullable();
    table.text('key').notNullable();
    table.text('intended_at').notNullable();
    table.text('target').notNullable();
    table.text('service').notNullable();
    table.text('says');
    table.text('attempt').notNullable();
    table.primary(['incident_id', 'key']);
    table.index(['intended_at', 'incident_id', 'key']);
    table.index(['target', 'intended_at']);
    table.index(['service', 'intended_at']);
  });

  await knex.schema.createTable('credits', table => {
    table.text('incident_id').notNullable();
    table.integer('episode').notNullable();
    table.text('failure_mode').notNullable();
    table.text('action').notNullable();
    table.text('service').notNullable();
    table.text('outcome').notNullable();
    table.primary(['incident_id', 'episode', 'failure_mode', 'action', 'service']);
  });
  await knex.schema.createTable('denials', table => {
    table.text('incident_id').notNullable();
    table.integer('episode').notNullable();
    table.text('failure_mode').notNullable();
    table.text('service').notNullable();
    table.primary(['incident_id', 'episode', 'failure_mode', 'service']);
  });

  await knex.schema.createTable('changes', table => {
    table.text('id').primary();
    table.text('service').notNullable();
    table.text('at').notNullable();
    table.text('change').notNullable();
    table.index(['service', 'at']);
    table.index(['at', 'id']);
  });

  await knex.schema.createTable('health_changes', table => {
    table.text('service').notNullable();
    table.integer('seq').notNullable();
    table.text('at').notNullable();
    table.text('change').notNullable();
    table.primary(['service', 'seq']);
  });

  await knex.schema.createTable('health', table => {
    table.text('service').primary();
    table.text('state').notNullable();
    table.text('since').notNullable();
    table.text('health').notNullable();
  });
  await knex.schema.createTable('samples', table => {
    table.text('service').notNullable();
    table.text('signal').notNullable();
    table.text('at').notNullable();
    table.double('value').notNullable();
    table.primary(['service', 'signal', 'at']);
    table.index(['at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  const tables = ['samples', 'health', 'health_changes', 'changes', 'denials', 'credits', 'actions', 'leases'];
  for (const table of [...tables, 'incident_services', 'incident_alerts', 'incidents', 'alerts', 'events']) {
    await knex.schema.dropTable(table);
  }
};

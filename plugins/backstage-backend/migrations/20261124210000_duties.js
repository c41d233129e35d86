/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('duties', table => {
    table.text('name').primary().comment('What one process at a time does for all');
    table.integer('fence').notNullable().comment('Grows with each claim');
    table.text('owner');
    table.bigInteger('leased_until').comment('Milliseconds of the epoch by the clock of the database');
    table.text('state').comment('What the last one left for the next, as JSON');
  });
  await knex.schema.alterTable('alerts', table => {
    table.index(['status', 'changed_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('alerts', table => {
    table.dropIndex(['status', 'changed_at']);
  });
  await knex.schema.dropTable('duties');
};

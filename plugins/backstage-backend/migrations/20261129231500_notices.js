/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('notices', table => {
    table.text('id').primary();
    table.text('incident_id').notNullable();
    table.text('service').notNullable();
    table.text('state').notNullable().comment('open, acknowledged, closed');
    table.text('opened_at').notNullable();
    table.text('due_at').comment('When somebody is to be told; its lease is in the table of leases');
    table.text('notice').notNullable();
    table.index(['due_at', 'id']);
    table.index(['incident_id']);
    table.index(['state', 'opened_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('notices');
};

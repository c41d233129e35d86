/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('firings', table => {
    table.text('id').primary();
    table.text('threshold').notNullable();
    table.text('service').notNullable();
    table.text('at').notNullable();
    table.integer('open').notNullable().comment('0: it is as usual again');
    table.text('firing').notNullable();
    table.index(['at', 'id']);
    table.index(['service', 'at', 'id']);
    table.index(['threshold', 'at', 'id']);
    table.index(['open', 'at', 'id']);
  });
  await knex.schema.createTable('level_changes', table => {
    table.text('service').notNullable();
    table.text('signal').notNullable();
    table.text('at').notNullable();
    table.text('change').notNullable();
    table.primary(['service', 'signal', 'at']);
    table.index(['service', 'at']);
  });
  await knex.schema.createTable('sizings', table => {
    table.text('id').primary();
    table.text('service').notNullable();
    table.text('kind').notNullable();
    table.text('at').notNullable();
    table.text('state').notNullable();
    table.text('proposal').notNullable();
    table.index(['at', 'id']);
    table.index(['service', 'at', 'id']);
    table.index(['state', 'at', 'id']);
  });
  await knex.schema.createTable('watched_series', table => {
    table.text('threshold').notNullable();
    table.text('series').notNullable().comment('Its labels, as JSON by name');
    table.text('seen_at').notNullable().comment('When it last had a sample');
    table.binary('state').notNullable().comment('What is known of it: JSON, deflated');
    table.primary(['threshold', 'series']);
    table.index(['seen_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  for (const table of ['watched_series', 'sizings', 'level_changes', 'firings']) await knex.schema.dropTable(table);
};

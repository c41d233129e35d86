/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('predictions', table => {
    table.text('id').primary();
    table.text('service').notNullable();
    table.text('kind').notNullable();
    table.text('told_at').notNullable();
    table.integer('open').notNullable().comment('0: it is no longer expected and has been judged');
    table.text('outcome').comment('Empty while it can still come');
    table.text('prediction').notNullable();
    table.index(['told_at', 'id']);
    table.index(['service', 'told_at', 'id']);
    table.index(['open', 'told_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('predictions');
};

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('silences', table => {
    table.text('id').primary();
    table.text('to_at').notNullable().comment('When it ends, unless somebody ended it');
    table.text('silence').notNullable();
    table.index(['to_at', 'id']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('silences');
};

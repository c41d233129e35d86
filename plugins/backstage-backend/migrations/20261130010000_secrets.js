/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.createTable('secrets', table => {
    table.text('name').primary();
    table.text('key').notNullable().comment('Which key wraps its data key');
    table.text('sealed').notNullable();
    table.index(['key']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('secrets');
};

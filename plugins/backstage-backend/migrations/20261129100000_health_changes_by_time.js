/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('health_changes', table => {
    table.index(['at', 'service', 'seq']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.alterTable('health_changes', table => {
    table.dropIndex(['at', 'service', 'seq']);
  });
};

/** @param {import('knex').Knex} knex */
exports.up = async function up(knex) {
  await knex.schema.alterTable('credits', table => {
    table.text('at').notNullable().defaultTo('').comment('When the outcome was measured');
    table.index(['service', 'at']);
  });
  await knex.schema.createTable('untouched', table => {
    table.text('incident_id').notNullable();
    table.integer('episode').notNullable();
    table.text('failure_mode').notNullable();
    table.text('service').notNullable();
    table.text('began').notNullable();
    table.text('ended').comment('Empty while it goes on and nobody has acted');
    table.text('how').comment('cleared, acted, by a person');
    table.primary(['incident_id', 'episode']);
    table.index(['service', 'began']);
  });
  await knex.schema.createTable('problems', table => {
    table.text('service').notNullable();
    table.text('failure_mode').notNullable();
    table.text('last_at').notNullable();
    table.integer('open').notNullable().comment('0: somebody has taken note');
    table.text('noted_at').comment('When somebody last took note: heals before that no longer count');
    table.text('problem').notNullable();
    table.primary(['service', 'failure_mode']);
    table.index(['open', 'last_at']);
  });
};

/** @param {import('knex').Knex} knex */
exports.down = async function down(knex) {
  await knex.schema.dropTable('problems');
  await knex.schema.dropTable('untouched');
  await knex.schema.alterTable('credits', table => {
    table.dropIndex(['service', 'at']);
    table.dropColumn('at');
  });
};

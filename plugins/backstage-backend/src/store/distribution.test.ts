import { streams } from '@autocura/common';
import { Store } from './Store';
import { describeEachDatabase, migrations } from './testDatabases';
import { happen } from './testHappen';
import { alertOf, evidenceOf } from './testHistory';

/** The column by which each table could be spread over servers. */
const keys: Record<string, string> = {
  ...{ events: 'stream', stream_heads: 'stream', alerts: 'key', incidents: 'id', notices: '(id|incident_id)' },
  ...{ incident_alerts: 'incident_id', incident_services: 'incident_id', leases: 'incident_id' },
  ...{ actions: 'incident_id', credits: 'incident_id', denials: 'incident_id', untouched: 'incident_id' },
};

/** Tables that a statement touches without naming their key. */
function withoutKey(sql: string): string[] {
  const text = sql.toLowerCase().replace(/["`]/g, '');
  if (/^(lock|begin|commit|rollback|savepoint|release|set|pragma)/.test(text)) return [];
  const tables = [...text.matchAll(/\b(?:from|join|into|update) ([a-z_]+)/g)].map(([, table]) => table!);
  return tables.filter(table => keys[table] !== undefined && !new RegExp(`\\b${keys[table]}\\b`).test(text));
}

test.each([
  ['select * from events where seq = 1', ['events']],
  ['select * from events where stream = ?', []],
  ['update "incidents" set phase = ? where due_at < ?', ['incidents']],
  ['insert into alerts (key, status) values (?, ?)', []],
])('%s', (sql, tables) => expect(withoutKey(sql)).toEqual(tables));

describeEachDatabase(
  'what is asked for each alert and each step of an incident',
  open => {
    it('names the key by which its table can be spread', async () => {
      const { knex } = await open();
      const store = await Store.create(knex, { migrations });
      await happen(store, 'i1', 'incident.opened', 1);
      const asked: string[] = [];
      knex.on('query', ({ sql }: { sql: string }) => asked.push(sql));

      const many = Array.from({ length: 40 }, (_, n) => alertOf(n));
      await store.receive(many, 'external:alertmanager');
      await store.receive(many, 'external:alertmanager');
      await store.receive(
        many.map(alert => ({ ...alert, status: 'resolved' as const })),
        'external:alertmanager',
      );
      for (const type of [
        'incident.alert-joined',
        'incident.diagnosed',
        'incident.planned',
        'incident.deferred',
      ] as const)
        await happen(store, 'i1', type, 2);
      await store.incident('i1');
      await store.events(streams.incident('i1'));
      await store.lastEvent(streams.brake);
      await store.quiet(['a']);
      const lease = { incidentId: 'i1', fence: 1, owner: 'me' };
      await store.heartbeat(lease, 1000);
      await store.release(lease);

      expect(asked.length).toBeGreaterThan(20);
      expect(asked.flatMap(sql => withoutKey(sql).map(table => ({ table, sql })))).toEqual([]);
    });
  },
  ['pg'],
);

describeEachDatabase(
  'what is long',
  open => {
    it('is kept by PostgreSQL in less than two thirds of its length', async () => {
      const { knex } = await open();
      const store = await Store.create(knex, { migrations });
      await happen(store, 'i1', 'incident.opened', 1);
      const series = Array.from({ length: 300 }, (_, n): [number, number] => [1767225600 + 15 * n, Math.sin(n) * 0.1]);
      const evidence = Array.from({ length: 4 }, (_, n) => ({ ...evidenceOf(n), series }));
      const diagnosis = { at: '2026-01-01T00:00:00.000Z', looked: [], hypotheses: [], evidence };
      const event = { type: 'incident.diagnosed' as const, data: { diagnosis } };
      await store.append([{ stream: streams.incident('i1'), expected: 1, events: [event], actor: 'autocura' }]);
      for (const [table, column] of Object.entries({ incidents: 'incident', events: 'data' })) {
        const sizes = await knex(table).select(
          knex.raw('pg_column_size(??)::int as kept', [column]),
          knex.raw('octet_length(??) as long', [column]),
        );
        const { kept, long } = sizes.sort((a, b) => b.long - a.long)[0];
        expect(long).toBeGreaterThan(30_000);
        expect(kept).toBeLessThan((long * 2) / 3);
      }
      expect(await store.incident('i1')).toMatchObject({ diagnosis: { evidence } });
    });
  },
  ['pg'],
);

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { start } from '../src/replay/testSupport/replaying';
import { restart, Script } from '../src/replay/testSupport/script';
import { Store } from '../src/store';
import { describeEachDatabase, migrations } from '../src/store/testDatabases';

const folder = mkdtempSync(join(tmpdir(), 'autocura-shadow-'));
afterAll(() => rmSync(folder, { recursive: true }));
const time = ['--from', '2026-03-02T00:00:00Z', '--to', '2026-04-01T00:00:00Z'];

const run = (...args: string[]) => {
  const command = ['--import', 'tsx', resolve(__dirname, 'shadow.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { status, says: (stdout + stderr).trim() };
};

describeEachDatabase(
  'the shadow command',
  open => {
    it('says what would have been done beside what people did', async () => {
      const { knex, reach } = await open();
      const clock = { now: start };
      const store = await Store.create(knex, { migrations, now: () => clock.now });
      const script = new Script(start);
      script.fires('i1', 'cart');
      script.found('i1', { failureMode: 'memory-leak', remedies: [restart('cart')] });
      script.observes('i1', restart('cart'));
      script.pass(9);
      script.personDoes('i1', 'user:default/ana', { says: 'Restarted it', step: restart('cart') }, 'healed');
      script.ends('i1', 'by a person');
      await script.into(store, clock);

      const json = join(folder, 'shadow.json');
      const file = 'filename' in reach ? reach.filename : '';
      const { status, says } = run('--sqlite', file, ...time, '--json', json);
      expect(says).toContain('cart is down: agrees, 9 minutes');
      expect(says).toContain('people: 2026-03-02T08:09:30.000Z user:default/ana: Restarted it (healed)');
      expect(says).toContain('restart cart for memory-leak: named 1, agrees 1, healed 1');
      expect(status).toBe(0);
      expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
        counts: { minutesSaved: 9 },
        episodes: [{ incidentId: 'i1' }],
      });
    });
  },
  ['better-sqlite3'],
);

test.each([
  [[], /^shadow --from TIME/],
  [time, /^shadow --from TIME/],
  [['--from', 'then', '--to', 'now'], /^--from is no time/],
])('the shadow command refuses %j', (args, says) => {
  expect(run(...args)).toEqual({ status: 2, says: expect.stringMatching(says) });
});

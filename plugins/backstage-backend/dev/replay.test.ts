import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { start } from '../src/replay/testSupport/replaying';
import { restart, Script } from '../src/replay/testSupport/script';
import { Store } from '../src/store';
import { describeEachDatabase, migrations, type Reach } from '../src/store/testDatabases';

const folder = mkdtempSync(join(tmpdir(), 'autocura-replay-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const policy = file('policy.yaml', '- { name: all, match: {}, mode: auto }\n');
const time = ['--from', '2026-03-02T00:00:00Z', '--to', '2026-04-01T00:00:00Z'];

const run = (...args: string[]) => {
  const command = ['--import', 'tsx', resolve(__dirname, 'replay.ts'), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
  return { status, says: (stdout + stderr).trim() };
};
const argumentsFor = (reach: Reach) =>
  reach.client === 'pg'
    ? ['--postgres', `postgres://postgres@127.0.0.1:${reach.port}/postgres`, '--schema', reach.schema]
    : ['--sqlite', reach.filename];

describeEachDatabase('the replay command', open => {
  it('says what a policy would have done, and writes it all where it is asked to', async () => {
    const { knex, reach } = await open();
    const clock = { now: start };
    const store = await Store.create(knex, { migrations, now: () => clock.now });
    const script = new Script(start);
    script.fires('i1', 'cart');
    script.found('i1', { failureMode: 'memory-leak', remedies: [restart('cart')] });
    script.proposes('i1', restart('cart'));
    script.ends('i1', 'by a person');
    await script.into(store, clock);
    const before = await store.tableRows();

    const json = join(folder, `${reach.client}.json`);
    const { status, says } = run(...argumentsFor(reach), ...time, '--policy', policy, '--json', json);
    expect(says).toContain('would: done "Restart cart" (unknown)');
    expect(says).toContain('really: proposed, ended by a person');
    expect(says).toMatch(/1 alerts, 1 episodes of incidents, 0 of them as they went/);
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(json, 'utf8'))).toMatchObject({
      from: '2026-03-02T00:00:00.000Z',
      counts: { episodes: 1, would: { done: 1 } },
      episodes: [{ incidentId: 'i1', would: { kind: 'done' } }],
    });
    expect(await store.tableRows()).toEqual(before);
  });
});

describe('the replay command', () => {
  it('reads recorded webhooks', () => {
    const labels = { alertname: 'TargetDown', service: 'cart', severity: 'critical' };
    const alert = { status: 'firing', labels, fingerprint: '0123456789abcdef', startsAt: '2026-03-02T08:00:00Z' };
    const alerts = file('alerts.jsonl', JSON.stringify({ version: '4', groupKey: '{}', alerts: [alert] }));
    const { status, says } = run('--alerts', alerts, ...time, '--policy', policy);
    expect(says).toContain('cannot tell');
    expect(status).toBe(0);
  });

  test.each([
    [[], /^replay --from TIME/],
    [[...time, '--policy', policy], /^replay --from TIME/],
    [['--from', 'soon', '--to', 'later', '--policy', policy, '--sqlite', 'x'], /^--from is no time/],
    [[...time, '--policy', file('bad.yaml', '- mode: all\n'), '--sqlite', 'x'], /^0\.name/],
    [[...time, '--policy', policy, '--sqlite', join(folder, 'nothing')], /^There is no file/],
  ])('refuses %j', (args, says) => {
    expect(run(...args)).toEqual({ status: 2, says: expect.stringMatching(says) });
  });
});

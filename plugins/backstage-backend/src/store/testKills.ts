import { alertKey } from '@autocura/common';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Store } from './Store';
import { describeEachDatabase, migrations, type Reach } from './testDatabases';
import { alertOf } from './testHistory';

const block = 1_000_000;

/** Kills the receiving process so many times, each in the middle of its work, and looks for what it acknowledged. */
export function describeKills(kills: number): void {
  describeEachDatabase(`R1 kill -9 while alerts are received, ${kills} times`, open => {
    it('loses no acknowledged alert and leaves no half', async () => {
      const { reach, knex } = await open();
      const store = await Store.create(knex, { migrations });
      const acknowledged: number[] = [];
      for (let kill = 0; kill < kills; kill += 1) {
        // Somewhere between two acknowledgements, another place each time.
        acknowledged.push(...(await killedAfter(reach, kill * block, 10 + ((kill * 37) % 90))));
      }
      expect(new Set(acknowledged).size).toBeGreaterThanOrEqual(kills * 10);

      const kept = new Set((await knex('alerts').select('key')).map(({ key }: { key: string }) => key));
      expect(acknowledged.filter(n => !kept.has(alertKey(alertOf(n))))).toEqual([]);
      const written = await knex('events').distinct('stream').count({ length: '*' }).groupBy('stream');
      expect(written).toHaveLength(kills);
      for (const { stream, length } of written as { stream: string; length: number | string }[]) {
        expect(await store.verifyChain(stream)).toEqual({ intact: true, length: Number(length) });
      }
      const before = await store.tableRows();
      await store.rebuild();
      expect(await store.tableRows()).toEqual(before);
    });
  });
}

/** Numbers of the alerts the process acknowledged, to the last it could say. */
async function killedAfter(reach: Reach, from: number, lines: number): Promise<number[]> {
  const args = ['--import', 'tsx', join(__dirname, 'testReceiver.ts'), JSON.stringify(reach), String(from)];
  const receiver = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const closed = once(receiver, 'close');
  const said: number[] = [];
  for await (const line of createInterface({ input: receiver.stdout })) {
    said.push(Number(line));
    if (said.length === lines) receiver.kill('SIGKILL');
  }
  const [code, signal] = (await closed) as [number | null, string | null];
  if (signal !== 'SIGKILL') throw new Error(`the receiver ended by itself with ${code}`);
  return said;
}

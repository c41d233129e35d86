import type { KeyObject } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Store } from '../store';
import { describeEachDatabase, migrations } from '../store/testDatabases';
import { bringAbout, waysInto } from '../testSupport/phases';
import { listening } from '../testSupport/quick';
import { Checkpoints, lastCheckpoint, readCheckpoints } from '.';
import { testKeys } from './testKeys';

const { privateKey: key, publicKey } = testKeys();
const directory = mkdtempSync(join(tmpdir(), 'autocura-checkpoints-'));
afterAll(() => rmSync(directory, { recursive: true }));

const later = (ms: number) => new Date(Date.now() + ms);
let files = 0;

describeEachDatabase('checkpoints', open => {
  const record = async () => {
    const store = await Store.create((await open()).knex, { migrations });
    const file = join(directory, `${(files += 1)}.jsonl`);
    const clock = { now: later(61_000) };
    const writer = () => new Checkpoints({ store, key, file, logger: listening(), now: () => clock.now });
    const lines = () => readFileSync(file, 'utf8').split('\n').filter(Boolean);
    return { store, file, clock, writer, lines };
  };
  const read = (lines: string[], keys: KeyObject[] = [publicKey]) => readCheckpoints(lines, keys);

  it('sign the newest link of each stream that went on, and only then', async () => {
    const { store, writer, lines } = await record();
    await bringAbout(store, 'i1', waysInto.resolved, 1);
    await bringAbout(store, 'i2', waysInto.planned, 2);
    await writer().look();
    await writer().look();
    expect(lines()).toHaveLength(1);

    await bringAbout(store, 'i3', waysInto.expired, 3);
    await writer().look();
    const { heads, checkpoints, problems } = read(lines());
    expect({ checkpoints, problems }).toEqual({ checkpoints: 2, problems: [] });
    for (const [stream, number] of [
      ['incident/i1', 1],
      ['incident/i2', 1],
      ['incident/i3', 2],
    ] as const) {
      const { length: seq } = await store.events(stream);
      expect(heads.get(stream)).toEqual({ seq, hash: await store.linkOf(stream, seq), number });
    }
    expect(await lastCheckpoint(store)).toMatchObject({ number: 2 });
  });

  it('wait with what may still have neighbours on their way', async () => {
    const { store, clock, writer, lines } = await record();
    await bringAbout(store, 'i1', waysInto.planned, 1);
    clock.now = new Date();
    await writer().look();
    expect(await lastCheckpoint(store)).toBeUndefined();
    clock.now = later(61_000);
    await writer().look();
    expect(read(lines()).heads.size).toBe(1);
  });

  it('are written by one of several processes at a time', async () => {
    const { store, writer, lines } = await record();
    await bringAbout(store, 'i1', waysInto.planned, 1);
    await Promise.all([writer(), writer(), writer()].map(one => one.look()));
    expect(lines()).toHaveLength(1);
  });

  it('that cannot be written are tried again, and told', async () => {
    const { store, clock, writer, lines } = await record();
    await bringAbout(store, 'i1', waysInto.planned, 1);
    const nowhere = join(directory, 'no such folder', 'x');
    const failing = new Checkpoints({ store, key, file: nowhere, logger: listening(), now: () => clock.now });
    await expect(failing.look()).rejects.toThrow('no such file');
    expect(await lastCheckpoint(store)).toBeUndefined();
    await writer().look();
    expect(read(lines())).toMatchObject({ checkpoints: 1, problems: [] });
  });
});

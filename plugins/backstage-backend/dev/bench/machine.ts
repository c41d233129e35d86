import { spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, rmSync, writeSync } from 'node:fs';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { median } from './statistics';

/** What figures depend on. */
export function machine() {
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    loadBefore: Number(loadavg()[0]?.toFixed(2)),
    /** Of 4 KiB until the disk has it, median, in milliseconds; where durability waits. */
    syncMs: syncMs(),
  };
}

export const versionOf = (command: string) => {
  const { stdout, stderr } = spawnSync(command, ['--version'], { encoding: 'utf8' });
  return /version (\S+)/.exec(stdout + stderr)?.[1]?.replace(/,$/, '') ?? 'unknown';
};

function syncMs(): number {
  const file = join(tmpdir(), `bench-sync-${process.pid}`);
  const [block, times]: [Buffer, number[]] = [Buffer.alloc(4096), []];
  const descriptor = openSync(file, constants.O_CREAT | constants.O_WRONLY | constants.O_DSYNC);
  for (let n = 0; n < 50; n += 1) {
    const from = performance.now();
    writeSync(descriptor, block);
    times.push(performance.now() - from);
  }
  closeSync(descriptor);
  rmSync(file);
  return Number(median(times).toFixed(2));
}

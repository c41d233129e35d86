import { appendFile, mkdir, readdir, rename, stat } from 'node:fs/promises';
import { join } from 'node:path';

export const quota = 16 * 2 ** 20;
const most = 2 ** 20;

/** Lines on disk in a folder of 16 MiB: one file that turns over, and an error once the folder is full. */
export class Journal {
  constructor(private readonly folder: string) {}

  /** @throws an ENOSPC error when the folder's share of the disk is used up */
  async write(line: string) {
    await mkdir(this.folder, { recursive: true });
    if ((await sizeOf(this.folder)) + line.length > quota) {
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    }
    const file = join(this.folder, 'journal');
    await appendFile(file, line);
    if ((await stat(file)).size > most) await rename(file, `${file}.1`);
  }
}

/** Bytes of the files in a folder; zero when there is none. */
export async function sizeOf(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names.map(name =>
      stat(join(folder, name)).then(
        found => found.size,
        () => 0,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

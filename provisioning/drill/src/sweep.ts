import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { endOldBackend } from '../../demo/src/backend';
import { ownerOf } from '../../demo/src/claim';
import { PidFile } from '../../demo/src/pids';

/** Ends what a run left behind in its folder. Only for whoever owns the league that the folder is of. */
export function sweep(dir: string) {
  mkdirSync(dir, { recursive: true });
  const owner = ownerOf(dir);
  if (owner !== undefined) process.kill(owner, 'SIGKILL');
  endOldBackend(dir);
  if (existsSync(join(dir, 'pids.json'))) new PidFile(join(dir, 'pids.json')).sweep();
}

/** Ends what leagues left behind that nobody runs any more; `folder` is where all of them are. */
export function sweepLeagues(folder: string) {
  const within = (dir: string) => (existsSync(dir) ? readdirSync(dir).map(name => join(dir, name)) : []);
  for (const league of within(folder)) {
    if (ownerOf(league) !== undefined) continue;
    within(join(league, 'shops')).forEach(sweep);
  }
}
